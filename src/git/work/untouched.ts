import { lstat, readFile } from 'node:fs/promises';
import type { RepoPath } from '../../core/model/ids.ts';
import { pathFromBytes, pathToBytes } from '../path-bytes.ts';
import type { PrivateRepository } from '../private/private-repository.ts';
import type { FreshWorktree } from './fresh-worktree.ts';
import { parseIndexStamps } from './parse-index.ts';
import type { TreeDifference } from './parse-tree-diff.ts';

const MOST_ARGUMENTS = 200;

/**
 * Paths that differ although nobody has touched their files: git would rewrite them because of line ends or filters.
 * A file is untouched where its times and size are to the nanosecond what git noted when the agent began; the change
 * time cannot be set.
 */
export async function findUntouched(ask: {
  readonly repository: PrivateRepository;
  readonly fresh: FreshWorktree;
  readonly differences: readonly TreeDifference[];
}): Promise<ReadonlySet<RepoPath>> {
  const { fresh } = ask;
  const modified = ask.differences.filter(({ oldMode, newMode }) => oldMode === newMode && isFile(oldMode));
  if (modified.length === 0) return new Set();
  const noted =
    parseIndexStamps(await readFile(fresh.freshIndex), {
      hashBytes: fresh.commit.length / 2,
      wanted: new Set(modified.map(({ path }) => path)),
    }) ?? (await readNoted(ask, modified));
  const same = await Promise.all(
    modified.map(async ({ path }) => {
      const stamp = noted.get(path);
      return stamp !== undefined && stamp === (await stampOf(fresh.path, path));
    }),
  );
  return new Set(modified.filter((_, at) => same[at]).map(({ path }) => path));
}

const isFile = (mode: string): boolean => mode.startsWith('100');

async function stampOf(folder: string, path: RepoPath): Promise<string | undefined> {
  const file = Buffer.concat([Buffer.from(`${folder}/`), pathToBytes(path)]); // names are bytes
  const stat = await lstat(file, { bigint: true }).catch(() => undefined);
  if (stat === undefined || !stat.isFile()) return undefined;
  const time = (ns: bigint): string => `${ns / 1_000_000_000n}:${ns % 1_000_000_000n}`;
  return `${time(stat.ctimeNs)} ${time(stat.mtimeNs)} ${stat.size % 2n ** 32n}`;
}

// What git itself says of an index that we do not read. Sample of `git ls-files -z --debug` (NUL written as ␀): src/a.ts␀  ctime: 1795377600:123\n  mtime: 1795377600:123\n
//   dev: 65024\tino: 5\n  uid: 0\tgid: 0\n  size: 4\tflags: 0\n
const NOTE =
  / {2}ctime: (\d+:\d+)\n {2}mtime: (\d+:\d+)\n {2}dev: .*\n {2}uid: .*\n {2}size: (\d+)\tflags: .*\n/y;

async function readNoted(
  { repository, fresh }: Parameters<typeof findUntouched>[0],
  modified: readonly TreeDifference[],
): Promise<ReadonlyMap<RepoPath, string>> {
  const few = modified.length <= MOST_ARGUMENTS && modified.every(({ path }) => path.isWellFormed());
  const listed = await repository.git({
    args: [
      '-C',
      fresh.path,
      'ls-files',
      '-z',
      '--debug',
      '--',
      ...(few ? modified.map(({ path }) => path) : []),
    ],
    env: { GIT_WORK_TREE: fresh.path, GIT_INDEX_FILE: fresh.freshIndex },
  });
  const noted = new Map<RepoPath, string>();
  if (listed.code !== 0) return noted;
  const text = listed.stdout.toString('latin1');
  for (let at = 0, end = text.indexOf('\0'); end >= 0; end = text.indexOf('\0', at)) {
    NOTE.lastIndex = end + 1;
    const [whole, ctime, mtime, size] = NOTE.exec(text) ?? [];
    if (whole === undefined) break;
    noted.set(pathFromBytes(Buffer.from(text.slice(at, end), 'latin1')), `${ctime} ${mtime} ${size}`);
    at = end + 1 + whole.length;
  }
  return noted;
}
