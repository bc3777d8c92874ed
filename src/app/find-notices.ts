import type { Change } from '../core/model/change.ts';
import { compareText } from '../core/model/compare-text.ts';
import type { Problem } from '../core/model/problem.ts';
import type { Settings } from '../core/model/settings.ts';

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
  const changesConfig = fromBase && changes.some(({ path }) => path === settings.source);
  return [
    ...(submodules.length > 0 ? [{ code: 'submodule-sensitive', data: { paths: submodules } } as const] : []),
    ...(changesConfig && settings.source !== undefined
      ? [{ code: 'config-from-base', data: { path: settings.source } } as const]
      : []),
  ];
}
