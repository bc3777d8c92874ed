import type { Oid } from '../../core/model/ids.ts';
import { ProblemError, problemOf } from '../../core/model/problem.ts';
import type { AgentTemplate } from '../agent/agent-template.ts';
import { writeAgentRepository } from '../agent/write-agent-repository.ts';
import type { GitResult } from '../exec-git.ts';
import { withoutCredentials } from '../table/server-words.ts';
import { atMostAtOnce } from './in-turn.ts';
import { isUnfetched, promisorWay } from './promisor-way.ts';
import { gitDirOf, indexOf, type WorktreesOptions } from './worktree-place.ts';

/** Makes an empty folder a repository of its own, with the files of a commit. */
export async function addWorktree(ask: {
  readonly path: string;
  readonly template: AgentTemplate;
  readonly commit: Oid;
  readonly widened: readonly string[];
  readonly fill: Fill;
}): Promise<void> {
  await writeAgentRepository({ ...ask, gitDir: gitDirOf(ask.path) });
  const filled = await ask.fill(ask.path, ask.commit);
  if (filled.code === 0) return;
  const detail = filled.stderr.trim();
  if (!isUnfetched(detail)) throw new Error(detail);
  throw new ProblemError(problemOf('blobs-missing', { detail: withoutCredentials(detail).slice(0, 500) }));
}

/** The files and the index of a folder as a commit has them. */
export type Fill = (path: string, commit: Oid) => Promise<GitResult>;

/**
 * Fills folders by their own repository, which nobody but us has written to: a checkout executes filters, and those look
 * for their store (LFS) beside the repository's settings. In a partial clone one after the other, so that what is missing
 * is fetched once for all.
 */
export function folderFiller(options: Pick<WorktreesOptions, 'clone' | 'repository'>): Fill {
  const way = promisorWay(options);
  const oneByOne = atMostAtOnce(1);
  const fill: Fill = (path, commit) =>
    options.repository.git({
      ...way,
      args: ['-C', path, 'read-tree', '--reset', '-u', '--no-recurse-submodules', commit],
      env: {
        ...way?.env,
        GIT_DIR: gitDirOf(path),
        GIT_WORK_TREE: path,
        GIT_INDEX_FILE: indexOf(path),
        GIT_OPTIONAL_LOCKS: undefined,
      },
    });
  return way === undefined ? fill : (path, commit) => oneByOne(() => fill(path, commit));
}
