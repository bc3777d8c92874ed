import type { Setting } from '../config-environment.ts';
import { splitConfigKey } from '../git-config.ts';
import type { CloneReader } from './clone-reader.ts';

/** Git would run a filter's command on every file of the working tree that it reads. */
export const withoutFilters = ({ facts }: CloneReader): readonly Setting[] =>
  facts.config.flatMap(({ key }): readonly Setting[] => {
    const { section, variable } = splitConfigKey(key);
    if (section !== 'filter') return [];
    if (variable === 'clean' || variable === 'process') return [[key, '']];
    return variable === 'required' ? [[key, 'false']] : [];
  });
