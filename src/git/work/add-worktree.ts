import { mkdir } from 'node:fs/promises';
import type { Oid } from '../../core/model/ids.ts';
import type { AgentTemplate } from '../agent/agent-template.ts';
import { writeAgentRepository } from '../agent/write-agent-repository.ts';
import type { GitResult } from '../exec-git.ts';
import type { PrivateRepository } from '../private/private-repository.ts';
import { gitDirOf, indexOf } from './worktree-place.ts';

/** A folder with a repository of its own and the files of a commit, where nothing is yet. */
export async function addWorktree(ask: {
  readonly repository: PrivateRepository;
  readonly path: string;
  readonly template: AgentTemplate;
  readonly commit: Oid;
  readonly widened: readonly string[];
}): Promise<void> {
  await mkdir(ask.path);
  await writeAgentRepository({ ...ask, gitDir: gitDirOf(ask.path) });
  const filled = await fillWorktree(ask.repository, ask.path, ask.commit);
  if (filled.code !== 0) throw new Error(filled.stderr.trim());
}

/**
 * The files and the index of a folder as a commit has them. By its own repository, which nobody but us has written to:
 * a checkout executes filters, and those look for their store (LFS) beside the repository's settings.
 */
export const fillWorktree = (repository: PrivateRepository, path: string, commit: Oid): Promise<GitResult> =>
  repository.git({
    args: ['-C', path, 'read-tree', '--reset', '-u', '--no-recurse-submodules', commit],
    env: {
      GIT_DIR: gitDirOf(path),
      GIT_WORK_TREE: path,
      GIT_INDEX_FILE: indexOf(path),
      GIT_OPTIONAL_LOCKS: undefined,
    },
  });
