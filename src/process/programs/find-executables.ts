import { access, constants, stat } from 'node:fs/promises';
import { delimiter, isAbsolute, join } from 'node:path';

type Environment = Readonly<Record<string, string | undefined>>;

export interface SearchPath {
  /** Names of executables, e.g. `claude`. */
  readonly executables: readonly string[];
  readonly env: Environment;
}

/** Which of these executables are on PATH, in the order given. Nothing is started. */
export async function findOnPath({ executables, env }: SearchPath): Promise<readonly string[]> {
  const found = await Promise.all(executables.map((name) => locateOnPath(name, env)));
  return executables.filter((_, index) => found[index] !== undefined);
}

/**
 * The file that PATH leads to. Relative entries of PATH are passed over: what they hold depends on the folder, and a
 * repository must not bring its own `claude`.
 */
export async function locateOnPath(name: string, env: Environment): Promise<string | undefined> {
  const folders = [...new Set((env['PATH'] ?? env['Path'] ?? '').split(delimiter))].filter(isAbsolute);
  const files = folders.flatMap((folder) => endingsOf(env).map((ending) => join(folder, name + ending)));
  const hits = await Promise.all(files.map(isExecutable));
  return files[hits.indexOf(true)];
}

const endingsOf = (env: Environment): readonly string[] =>
  process.platform === 'win32' ? (env['PATHEXT'] ?? '.COM;.EXE;.BAT;.CMD').split(';') : [''];

/** Whether it is a file that may be started. */
export async function isExecutable(path: string): Promise<boolean> {
  try {
    if (!(await stat(path)).isFile()) return false;
    await access(path, constants.X_OK);
    return true;
  } catch {
    // Not there, or not for us: both mean that it cannot be started.
    return false;
  }
}
