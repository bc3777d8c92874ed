import { existsSync, readFileSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** What a fixture has to know of a repository before it writes a commit; read from its files, which no process is needed for. */
export interface RepositoryState {
  readonly isBare: boolean;
  /** The full name of the branch that HEAD names, if it names one. */
  readonly headRef: string | undefined;
  hasRef(ref: string): boolean;
}

export function readRepositoryState(dir: string): RepositoryState {
  const git = findGitFolder(dir);
  const common = existsSync(join(git, 'commondir'))
    ? resolve(git, readFileSync(join(git, 'commondir'), 'utf8').trim())
    : git;
  return {
    isBare: git === dir,
    headRef: /^ref: (.+)/.exec(readFileSync(join(git, 'HEAD'), 'utf8'))?.[1],
    hasRef: (ref) => isFile(join(common, ref)) || isPacked(join(common, 'packed-refs'), ref),
  };
}

function findGitFolder(dir: string): string {
  const inside = join(dir, '.git');
  if (!existsSync(inside)) return dir;
  if (!isFile(inside)) return inside;
  return resolve(
    dir,
    readFileSync(inside, 'utf8')
      .replace(/^gitdir: /, '')
      .trim(),
  );
}

const isFile = (path: string): boolean => statSync(path, { throwIfNoEntry: false })?.isFile() ?? false;

const isPacked = (file: string, ref: string): boolean =>
  existsSync(file) && readFileSync(file, 'utf8').includes(` ${ref}\n`);
