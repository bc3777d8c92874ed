import type { ReleaseName } from '../../core/claim/decide-release.ts';
import type { Checked } from '../../core/model/problem.ts';
import { coveredPaths, type PathQuestion, understandPaths } from './understand-paths.ts';

const CLAIM_ID = /^c-[0-9a-f]{12}$/;

/**
 * What may be given back by its name: a claim's id, its task, a lock as `status` shows it, or paths, meant from where one
 * stands. That nothing has such a name yet is no trouble here.
 */
export async function understandNames(ask: PathQuestion): Promise<Checked<readonly ReleaseName[]>> {
  const ids = ask.exact ? [] : ask.typed.filter((name) => CLAIM_ID.test(name));
  const names: ReleaseName[] = ids.map((name) => ({ name, paths: [] }));
  for (const typed of ask.typed) {
    if (ids.includes(typed)) continue;
    const meant = await understandPaths({ ...ask, typed: [typed] });
    // a task may be called what is no path, and a glob may match nothing that is held: nothing has that name then
    const isNoPath = !meant.ok && meant.problems.every(({ code }) => code === 'no-paths');
    if (!meant.ok && !isNoPath) return meant;
    names.push({ name: typed, paths: meant.ok ? coveredPaths(meant.value) : [] });
  }
  return { ok: true, value: names, warnings: [] };
}
