import { literalPattern } from './match-paths.ts';

/** Stands in a step's title and globs for what its chain is for. */
export const ITEM = '{item}';

/** In a glob the item is a name, whatever characters it has; the root is no component of a path. */
export const fillInGlob = (glob: string, item: string): string =>
  item === ''
    ? glob.replaceAll(`${ITEM}/`, '').replaceAll(ITEM, '**')
    : glob.replaceAll(ITEM, () => literalPattern(item));
