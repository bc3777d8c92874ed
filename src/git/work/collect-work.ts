import { readFile, rm, stat } from 'node:fs/promises';
import type { Collected, LeftAside } from '../../app/ports/worktrees.ts';
import { compareText } from '../../core/model/compare-text.ts';
import type { Oid, RepoPath } from '../../core/model/ids.ts';
import { oidOf, repoPath } from '../../core/model/ids.ts';
import { type Problem, ProblemError } from '../../core/model/problem.ts';
import { diskProblemOfGit } from '../../process/disk/disk-problem.ts';
import { findRepositoryWork, type RepositoryWork } from '../agent/find-aside.ts';
import { failGit } from '../fail-git.ts';
import type { PrivateRepository } from '../private/private-repository.ts';
import { splitNul } from '../split-records.ts';
import { copyIndex } from './copy-index.ts';
import { findIgnored } from './find-ignored.ts';
import { findInner } from './find-inner.ts';
import { gitOn, type RunGit } from './folder-git.ts';
import { type FreshWorktree, readFreshIndex } from './fresh-worktree.ts';
import { findIgnoredBefore } from './ignore-rules.ts';
import { diffIndexes } from './parse-index.ts';
import { parseTreeDiff, type TreeDifference } from './parse-tree-diff.ts';
import { makeWritable } from './remove-folder.ts';
import { holdNoMarks } from './scan-for-marks.ts';
import { takePaths } from './take-paths.ts';
import { findUntouched } from './untouched.ts';
import { gitDirOf, type WorktreesOptions } from './worktree-place.ts';

const MOST_MESSAGES = 50;

/**
 * What an agent has changed, as a tree, and what else it has made. Its files are read by our repository's settings
 * through an index of ours, its own repository as text and objects: no git runs in it any more.
 */
export async function collectWork(
  { repository, mask }: Pick<WorktreesOptions, 'repository' | 'mask'>,
  fresh: FreshWorktree,
): Promise<Collected> {
  const detail = 'the worktree is gone';
  if (!(await isFolder(fresh.path)))
    return {
      ok: false,
      problem: { code: 'no-worktree', data: { path: fresh.path, detail } },
    };
  const index = `${fresh.freshIndex}.collected`;
  try {
    const own = await findRepositoryWork({
      repository,
      gitDir: gitDirOf(fresh.path),
      base: fresh.commit,
      known: fresh.known,
    });
    await copyIndex(fresh.freshIndex, index);
    const git = gitOn({ repository, fresh, index });
    const collected = await collectFiles({ repository, fresh, own, git, index });
    return collected.ok ? { ...collected, messages: collected.messages.map(mask) } : collected;
  } catch (error) {
    if (error instanceof ProblemError) return { ok: false, problem: error.problem };
    throw error;
  } finally {
    await rm(index, { force: true });
  }
}

interface Collecting {
  readonly repository: PrivateRepository;
  readonly fresh: FreshWorktree;
  readonly own: RepositoryWork;
  readonly git: RunGit;
  /** What `git` works with. */
  readonly index: string;
}

async function collectFiles(collecting: Collecting): Promise<Collected> {
  const { repository, fresh, own, git } = collecting;
  const before = fresh.begun ? await treeOf(git) : fresh.commit;
  // The agent's own commit first: a file that git ignores, added by force, would not be seen in the folder.
  if (own.head !== fresh.commit) await must(git, ['read-tree', '--reset', own.head]);
  const unreadable = await addAll(git, fresh);
  const [after, differences, ignored] = await Promise.all([
    treeOf(git),
    findDifferences(collecting, before),
    findIgnored(git, fresh.commit),
  ]);
  const inner = await findInner({ repository, fresh, differences, unreadable });
  const theirs = await onlyTheirs(collecting, differences, inner.paths);
  const changed = theirs.map(({ path }) => path).sort(compareText);
  const whole = !fresh.begun && changed.length === differences.length;
  const tree = whole
    ? after
    : await takePaths(repository, { tree: fresh.commit, from: after, paths: changed });
  const lost = unreadable.filter((path) => !inner.paths.has(repoPath(path.replace(/\/$/, ''))));
  const gone = theirs.filter(({ newMode }) => newMode === '000000').map(({ path }) => path);
  const unmarked = theirs.length > 0 && (await holdNoMarks(fresh.path, theirs));
  const unread = lost.map((name): LeftAside => ({ kind: 'unreadable', name }));
  return {
    ok: true,
    tree,
    changed,
    deleted: gone.sort(compareText),
    ignored,
    messages: own.head === fresh.commit ? [] : await readMessages(git, `${fresh.commit}..${own.head}`),
    aside: [...own.aside, ...inner.aside, ...unread],
    ...(unmarked ? { unmarked } : {}),
  };
}

/** Everything that git can take; the paths that it cannot. */
async function addAll(git: RunGit, { path, sparse }: FreshWorktree): Promise<readonly RepoPath[]> {
  const add = ['add', '-A', '--ignore-errors', ...(sparse ? ['--sparse'] : []), '--', '.'];
  if ((await git(add)).code === 0) return [];
  await makeWritable(path);
  const again = await git(add);
  if (again.code === 0) return [];
  const disk: Problem | undefined = diskProblemOfGit(again.stderr, path);
  if (disk?.code === 'disk' && disk.data.reason !== 'forbidden') throw new ProblemError(disk);
  const left = await must(git, ['ls-files', '-z', '--modified', '--others', '--exclude-standard']);
  return [...new Set(splitNul(left).map((name) => repoPath(name.toString('utf8'))))];
}

/** Without what we or the set-up put there, what git alone would rewrite, and what was ignored when the agent began. */
async function onlyTheirs(
  { repository, fresh, own, git }: Collecting,
  differences: readonly TreeDifference[],
  inner: ReadonlySet<RepoPath>,
): Promise<readonly TreeDifference[]> {
  const candidates = differences.filter(({ path }) => !inner.has(path) && !isOurs(fresh, path));
  const untouched = await findUntouched({ repository, fresh, differences: candidates });
  const ignored = await findIgnoredBefore({ repository, fresh, differences: candidates });
  const forced = ignored.size === 0 ? ignored : await committedPaths(git, fresh.commit, own.head);
  return candidates.filter(({ path }) => !untouched.has(path) && (!ignored.has(path) || forced.has(path)));
}

const isOurs = ({ ours }: FreshWorktree, path: RepoPath): boolean =>
  ours.some((one) => path === one || path.startsWith(`${one}/`));

async function committedPaths(git: RunGit, from: Oid, to: Oid): Promise<ReadonlySet<RepoPath>> {
  if (from === to) return new Set();
  const diff = await must(git, ['diff-tree', '-r', '-z', '--raw', '--no-renames', from, to]);
  return new Set(parseTreeDiff(diff).map(({ path }) => path));
}

async function must(git: RunGit, args: readonly string[]): Promise<Buffer> {
  const result = await git(args);
  if (result.code !== 0) throw failGit(args[0] ?? '', result);
  return result.stdout;
}

const treeOf = async (git: RunGit): Promise<Oid> =>
  oidOf((await must(git, ['write-tree'])).toString('latin1').trim());

const differencesOf = async (git: RunGit, before: Oid): Promise<readonly TreeDifference[]> =>
  parseTreeDiff(
    await must(git, ['diff-index', '--cached', '-r', '-z', '--raw', '--no-renames', before, '--']),
  );

/** Without a process where both indexes can be read and the first is certainly ours; `before` is what that one has. */
async function findDifferences(
  { fresh, index, git }: Collecting,
  before: Oid,
): Promise<readonly TreeDifference[]> {
  const [ours, now] = await Promise.all([readFreshIndex(fresh), readFile(index)]);
  const found = ours && diffIndexes(ours, now, fresh.commit.length / 2);
  return found ?? differencesOf(git, before);
}

async function readMessages(git: RunGit, range: string): Promise<readonly string[]> {
  const log = await git(['log', '-z', '--reverse', `--max-count=${MOST_MESSAGES}`, '--format=%B', range]);
  const messages = log.code === 0 ? splitNul(log.stdout).map((text) => text.toString('utf8').trim()) : [];
  return messages.filter((text) => text !== '');
}

const isFolder = async (path: string): Promise<boolean> =>
  (await stat(path).catch(() => undefined))?.isDirectory() ?? false;
