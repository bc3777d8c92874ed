import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { RepoPath } from '../../core/model/ids.ts';
import { failGit } from '../fail-git.ts';
import { pathFromBytes, pathToBytes } from '../path-bytes.ts';
import type { PrivateRepository } from '../private/private-repository.ts';
import { splitNul } from '../split-records.ts';
import type { FreshWorktree } from './fresh-worktree.ts';
import type { TreeDifference } from './parse-tree-diff.ts';

const isIgnoreFile = (path: RepoPath): boolean => /(^|\/)\.gitignore$/.test(path);

/**
 * New paths that were ignored by the rules in force when the agent began. Git asks the ignore files of a folder, so that
 * the question is only another one where the agent has changed one: then the old ones are laid out and asked.
 */
export async function findIgnoredBefore(ask: {
  readonly repository: PrivateRepository;
  readonly fresh: FreshWorktree;
  readonly differences: readonly TreeDifference[];
}): Promise<ReadonlySet<RepoPath>> {
  const { repository, fresh, differences } = ask;
  const added = differences.filter(({ oldMode }) => oldMode === '000000').map(({ path }) => path);
  if (added.length === 0 || !differences.some(({ path }) => isIgnoreFile(path))) return new Set();
  const rules = await mkdtemp(join(repository.path, 'rules-'));
  try {
    await layOut(repository, fresh, rules);
    const asked = await repository.git({
      args: ['-C', rules, 'check-ignore', '--no-index', '-z', '--stdin'],
      env: { GIT_WORK_TREE: rules, GIT_LITERAL_PATHSPECS: undefined }, // it takes names, and refuses the wish
      input: Buffer.concat(added.map((path) => Buffer.concat([pathToBytes(path), Buffer.from('\0')]))),
    });
    if (asked.code !== 0 && asked.code !== 1) throw failGit('check-ignore', asked); // 1: none
    return new Set(splitNul(asked.stdout).map(pathFromBytes));
  } finally {
    await rm(rules, { recursive: true, force: true });
  }
}

/** The ignore files as they were when the agent began, alone. */
async function layOut(repository: PrivateRepository, fresh: FreshWorktree, to: string): Promise<void> {
  const env = { GIT_INDEX_FILE: fresh.freshIndex, GIT_WORK_TREE: to };
  const listed = await repository.git({
    args: ['-C', to, 'ls-files', '-z', '--', ':(top,glob)**/.gitignore'],
    env: { ...env, GIT_LITERAL_PATHSPECS: undefined },
  });
  if (listed.code !== 0) throw failGit('ls-files', listed);
  const args = ['-C', to, 'checkout-index', '--force', '--quiet', '-z', '--stdin'];
  const written = await repository.git({ args, env, input: listed.stdout });
  if (written.code !== 0) throw failGit('checkout-index', written);
}
