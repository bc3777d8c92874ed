import { copyFile, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Collected } from '../../app/ports/worktrees.ts';
import { compareText } from '../../core/model/compare-text.ts';
import type { Oid, RepoPath } from '../../core/model/ids.ts';
import { problemOf } from '../../core/model/problem.ts';
import { diskProblemOfGit } from '../../process/disk-problem.ts';
import { readIfThere } from '../../process/durable-file.ts';
import type { GitResult } from '../exec-git.ts';
import { failGit } from '../fail-git.ts';
import type { PrivateRepository } from '../private/private-repository.ts';
import { agentsRepositoryPath } from '../private-place.ts';
import { findIgnored } from './find-ignored.ts';
import { splitNul } from './merge-trees.ts';
import { parseTreeDiff, type TreeDifference } from './parse-tree-diff.ts';
import { makeWritable } from './remove-folder.ts';
import type { WorktreesOptions } from './worktree-place.ts';

/** A worktree as git knew it when it was fresh. */
export interface FreshWorktree {
  readonly path: string;
  readonly commit: Oid;
  /** Git's notes about it, in the agents' repository; the agent may have removed them. */
  readonly adminDir: string;
  /** What we have put there, relative; nothing of it is ever collected. */
  readonly ours: readonly string[];
  /** Copy of its index, from before anybody worked in it: git need not read what has not been touched. */
  readonly freshIndex: string;
}

const SILENT = ['-c', 'core.safecrlf=false', '-c', 'advice.addEmbeddedRepo=false'];
const MOST_MESSAGES = 50;

/**
 * Takes what is in the folder now as a tree, through an index of our own: it does not matter what the agent did with
 * commits, the worktree's own index, its `.git` file or the rights of its files.
 */
export async function collectWork(
  { repository, mask }: Pick<WorktreesOptions, 'repository' | 'mask'>,
  fresh: FreshWorktree,
): Promise<Collected> {
  const detail = 'the worktree is gone';
  if (!(await isFolder(fresh.path)))
    return {
      ok: false,
      problem: { code: 'no-worktree', severity: 'error', data: { path: fresh.path, detail } },
    };
  const index = `${fresh.freshIndex}.collected`;
  try {
    await copyFile(fresh.freshIndex, index);
    const collected = await collectInto({ repository, fresh, index });
    return collected.ok ? { ...collected, messages: collected.messages.map(mask) } : collected;
  } finally {
    await rm(index, { force: true });
  }
}

type RunGit = (args: readonly string[], input?: Uint8Array) => Promise<GitResult>;

async function collectInto(how: {
  readonly repository: PrivateRepository;
  readonly fresh: FreshWorktree;
  readonly index: string;
}): Promise<Collected> {
  const { repository, fresh, index } = how;
  const env = { GIT_WORK_TREE: fresh.path, GIT_INDEX_FILE: index, GIT_OPTIONAL_LOCKS: undefined };
  const git: RunGit = (args, input) =>
    repository.git({
      args: ['-C', fresh.path, ...SILENT, ...args],
      // what `check-ignore` does not know
      env: args[0] === 'check-ignore' ? { ...env, GIT_LITERAL_PATHSPECS: undefined } : env,
      ...(input === undefined ? {} : { input }),
    });
  const head = await headOf(repository, fresh);
  // The agent's own commit first: a file that git ignores, added by force, would not be seen in the folder.
  const read = head === fresh.commit ? undefined : await git(['read-tree', '--reset', head]);
  if (read !== undefined && read.code !== 0) throw failGit('read-tree', read);
  let added = await git(['add', '-A', '--', '.']);
  if (added.code !== 0) {
    await makeWritable(fresh.path);
    added = await git(['add', '-A', '--', '.']);
  }
  if (added.code !== 0) {
    const { path } = fresh;
    const detail = added.stderr.trim().slice(0, 500);
    const unknown = problemOf('disk', { path, reason: 'unknown', detail });
    return { ok: false, problem: diskProblemOfGit(detail, path) ?? unknown };
  }
  const taken = await takeIndex(git, fresh);
  if (!taken.differences.some(({ path }) => isOurs(fresh, path)))
    return describe({ git, head, fresh, taken });
  // An agent that added and committed by force what we have put there must not publish it.
  const reset = await git(['reset', '--quiet', fresh.commit, '--', ...fresh.ours]);
  if (reset.code !== 0) throw failGit('reset', reset);
  return describe({ git, head, fresh, taken: await takeIndex(git, fresh) });
}

const isOurs = ({ ours }: FreshWorktree, path: RepoPath): boolean =>
  ours.some((one) => path === one || path.startsWith(`${one}/`));

interface Taken {
  readonly tree: Oid;
  readonly differences: readonly TreeDifference[];
}

/** The index as a tree, and how it differs from the commit that the worktree began with. */
async function takeIndex(git: RunGit, fresh: FreshWorktree): Promise<Taken> {
  const [written, differs] = await Promise.all([
    git(['write-tree']),
    git(['diff-index', '--cached', '-r', '-z', '--raw', '--no-renames', fresh.commit, '--']),
  ]);
  if (written.code !== 0) throw failGit('write-tree', written);
  if (differs.code !== 0) throw failGit('diff-index', differs);
  const tree = written.stdout.toString('latin1').trim() as Oid;
  return { tree, differences: parseTreeDiff(differs.stdout) };
}

async function describe(how: {
  readonly git: RunGit;
  readonly head: Oid;
  readonly fresh: FreshWorktree;
  readonly taken: Taken;
}): Promise<Collected> {
  const { git, head, fresh } = how;
  const { tree, differences } = how.taken;
  // A repository made inside the worktree would be published as a pointer to a commit that nobody has.
  const nested = differences.filter(({ oldMode, newMode }) => newMode === '160000' && oldMode !== '160000');
  if (nested.length > 0) {
    const data = { paths: nested.map(({ path }) => path) };
    return { ok: false, problem: { code: 'nested-repository', severity: 'error', data } };
  }
  const messages = head === fresh.commit ? [] : await readMessages(git, `${fresh.commit}..${head}`);
  const changed = differences.map(({ path }) => path).sort(compareText);
  return { ok: true, tree, changed, ignored: await findIgnored(git, fresh.commit), messages };
}

async function readMessages(git: RunGit, range: string): Promise<readonly string[]> {
  const log = await git(['log', '-z', '--reverse', `--max-count=${MOST_MESSAGES}`, '--format=%B', range]);
  const messages = log.code === 0 ? splitNul(log.stdout).map((text) => text.toString('utf8').trim()) : [];
  return messages.filter((text) => text !== '');
}

const HEAD_BYTES = 4 * 1024;

/**
 * What the worktree has checked out, if it still knows. Its notes are read by ourselves and the rest is asked in the
 * agents' repository, because the agent may have written another repository's name into them.
 */
export async function headOf(repository: PrivateRepository, fresh: FreshWorktree): Promise<Oid> {
  const head = await readIfThere(join(fresh.adminDir, 'HEAD'), HEAD_BYTES).catch(() => undefined);
  const text = head?.toString('utf8').trim() ?? '';
  const name = /^ref: (refs\/.+)$/.exec(text)?.[1] ?? (/^[0-9a-f]{40,64}$/.test(text) ? text : undefined);
  if (name === undefined || name === fresh.commit) return fresh.commit;
  const args = ['rev-parse', '--verify', '--quiet', '--end-of-options', `${name}^{commit}`];
  const result = await repository.git({ args, env: { GIT_DIR: agentsRepositoryPath(repository) } });
  return result.code === 0 ? (result.stdout.toString('latin1').trim() as Oid) : fresh.commit;
}

const isFolder = async (path: string): Promise<boolean> =>
  (await stat(path).catch(() => undefined))?.isDirectory() ?? false;

/** Where a worktree's own index lies. */
export const indexOf = (adminDir: string): string => join(adminDir, 'index');
