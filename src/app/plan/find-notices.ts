import type { Change } from '../../core/model/change.ts';
import { compareText } from '../../core/model/compare-text.ts';
import type { Problem } from '../../core/model/problem.ts';
import type { Settings } from '../../core/model/settings.ts';

/** Also where the base has none: a change that brings one sees that it does not count yet. */
const CONFIGURATION = /^(\.agentic-planrc(\.(json|ya?ml))?|agentic_config\.ya?ml)$/;

/** What a person should know about a change before agents work on it. */
export function findNotices(ask: {
  readonly changes: readonly Change[];
  readonly settings: Pick<Settings, 'source'>;
  /** The configuration was read from the base commit. */
  readonly fromBase: boolean;
}): readonly Problem[] {
  const { changes, settings, fromBase } = ask;
  const submodules = changes
    .filter(
      ({ path, oldMode, newMode }) => path === '.gitmodules' || oldMode === '160000' || newMode === '160000',
    )
    .map(({ path }) => path)
    .sort(compareText);
  const changed = changes.find(({ path }) => path === settings.source || CONFIGURATION.test(path));
  return [
    ...(submodules.length > 0 ? [{ code: 'submodule-sensitive', data: { paths: submodules } } as const] : []),
    ...(fromBase && changed ? [{ code: 'config-from-base', data: { path: changed.path } } as const] : []),
  ];
}
