import { access, constants, stat } from 'node:fs/promises';
import { delimiter, isAbsolute, join } from 'node:path';

export interface SearchPath {
  /** Names of executables, e.g. `claude`. */
  readonly executables: readonly string[];
  readonly env: Readonly<Record<string, string | undefined>>;
}

/**
 * Which of these executables are on PATH, in the order given. Nothing is started. Relative entries of PATH are passed
 * over: what they hold depends on the folder, and a repository must not bring its own `claude`.
 */
export async function findAgentsOnPath({ executables, env }: SearchPath): Promise<readonly string[]> {
  const folders = [...new Set((env['PATH'] ?? env['Path'] ?? '').split(delimiter))].filter(isAbsolute);
  const endings = endingsOf(env);
  const found = await Promise.all(
    executables.map(async (name) => {
      const hits = await Promise.all(
        folders.flatMap((folder) => endings.map((ending) => isExecutable(join(folder, name + ending)))),
      );
      return hits.includes(true);
    }),
  );
  return executables.filter((_, index) => found[index]);
}

const endingsOf = (env: SearchPath['env']): readonly string[] =>
  process.platform === 'win32' ? (env['PATHEXT'] ?? '.COM;.EXE;.BAT;.CMD').split(';') : [''];

async function isExecutable(path: string): Promise<boolean> {
  try {
    if (!(await stat(path)).isFile()) return false;
    await access(path, constants.X_OK);
    return true;
  } catch {
    // Not there, or not for us: both mean that it cannot be started.
    return false;
  }
}
