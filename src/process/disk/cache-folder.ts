import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';

type Environment = Readonly<Record<string, string | undefined>>;

/** Our folder in the user's cache; where there is no home, among the temporary files. Absolute, not made yet. */
export const cacheFolder = (env: Environment): string =>
  userCacheFolder(env) ?? join(tmpdir(), 'agentic-plan-cache', 'agentic-plan');

/** The same only where the user has a home, or a cache by name. A relative one would lie wherever we are called in. */
export function userCacheFolder(env: Environment): string | undefined {
  const absolute = (path: string | undefined): string | undefined =>
    path?.startsWith('/') || /^[A-Za-z]:[\\/]/.test(path ?? '') ? path : undefined;
  const home = absolute(env['HOME']) ?? absolute(safeHome());
  const cache =
    absolute(env['XDG_CACHE_HOME']) ?? absolute(env['LOCALAPPDATA']) ?? (home && join(home, '.cache'));
  return cache && join(cache, 'agentic-plan');
}

function safeHome(): string | undefined {
  try {
    return homedir();
  } catch {
    return undefined; // no HOME and no entry for this user
  }
}
