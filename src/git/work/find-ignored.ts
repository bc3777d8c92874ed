import { compareText } from '../../core/model/compare-text.ts';
import type { Oid, RepoPath } from '../../core/model/ids.ts';
import { pathFromBytes } from '../path-bytes.ts';
import { splitNul } from '../split-records.ts';
import type { RunGit } from './folder-git.ts';
import { EXCHANGE } from './worktree-place.ts';

/** What tools put there with an ignore file of their own: nobody's work. */
const CACHES: ReadonlySet<string> = new Set([
  'node_modules',
  '__pycache__',
  '.pytest_cache',
  '.mypy_cache',
  '.ruff_cache',
  '.hypothesis',
  '.venv',
  'venv',
  '.tox',
  '.gradle',
  '.next',
  '.turbo',
  '.cache',
]);
const MOST = 50;

/**
 * Files in a worktree that git leaves out by an ignore file, or a line of one, that the commit has not: who wrote both
 * may not know that the files are not part of the result. Folders as a whole, where all in them is left out.
 */
export async function findIgnored(git: RunGit, commit: Oid): Promise<readonly RepoPath[]> {
  const list = ['ls-files', '--others', '--ignored', '--exclude-standard', '--directory', '-z'];
  const ignored = await git(list);
  const own = splitNul(ignored.stdout).filter((name) => !isNobodys(pathFromBytes(name)));
  if (ignored.code !== 0 || own.length === 0) return [];
  // With `./` no name is taken for a pattern, which this command does not let be switched off.
  const input = Buffer.concat(own.flatMap((name) => [Buffer.from('./'), name, Buffer.from('\0')]));
  const asked = await git(['check-ignore', '--verbose', '-z', '--stdin'], input);
  const known = new Map<string, Promise<ReadonlySet<string>>>();
  const found: RepoPath[] = [];
  for (const { source, pattern, path } of parseReasons(asked.stdout)) {
    if (!isIgnoreFile(source)) continue;
    const before = known.get(source) ?? linesOf(git, `${commit}:${source}`);
    known.set(source, before);
    if (!(await before).has(pattern)) found.push(path);
  }
  return topmost(found).slice(0, MOST);
}

const isNobodys = (path: RepoPath): boolean =>
  path.startsWith(`${EXCHANGE}/`) || path.split('/').some((part) => CACHES.has(part));

/** Of the tree itself, not the user's or ours. */
const isIgnoreFile = (source: string): boolean =>
  !source.startsWith('/') && (source === '.gitignore' || source.endsWith('/.gitignore'));

// out/.gitignore\0 1\0 *\0 ./out/report.txt\0
function parseReasons(
  stdout: Buffer,
): readonly { readonly source: string; readonly pattern: string; readonly path: RepoPath }[] {
  const parts = splitNul(stdout);
  return parts.flatMap((path, at) =>
    at % 4 === 3
      ? [
          {
            source: parts[at - 3]?.toString('utf8') ?? '',
            pattern: parts[at - 1]?.toString('utf8') ?? '',
            path: pathFromBytes(path.subarray(2)),
          },
        ]
      : [],
  );
}

async function linesOf(git: RunGit, spec: string): Promise<ReadonlySet<string>> {
  const read = await git(['cat-file', 'blob', spec]);
  return new Set(read.code === 0 ? read.stdout.toString('utf8').split(/\r?\n/) : []);
}

/** A folder stands for all that is below it. */
function topmost(paths: readonly RepoPath[]): readonly RepoPath[] {
  const folders = paths.filter((path) => path.endsWith('/'));
  return paths
    .filter((path) => !folders.some((folder) => path !== folder && path.startsWith(folder)))
    .sort(compareText);
}
