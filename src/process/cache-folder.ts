import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';

/** Our folder in the user's cache; where there is no home, among the temporary files. Absolute, not made yet. */
export function cacheFolder(env: Readonly<Record<string, string | undefined>>): string {
  const absolute = (path: string | undefined): string | undefined =>
    path?.startsWith('/') || /^[A-Za-z]:[\\/]/.test(path ?? '') ? path : undefined;
  const home = absolute(env['HOME']) ?? absolute(safeHome());
  const cache =
    absolute(env['XDG_CACHE_HOME']) ??
    absolute(env['LOCALAPPDATA']) ??
    (home === undefined ? join(tmpdir(), 'agentic-plan-cache') : join(home, '.cache'));
  return join(cache, 'agentic-plan');
}

function safeHome(): string | undefined {
  try {
    return homedir();
  } catch {
    return undefined; // no HOME and no entry for this user
  }
}
