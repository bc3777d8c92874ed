import { lstat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Oid } from '../../core/model/ids.ts';
import type { AgentTemplate } from '../agent/agent-template.ts';
import { findSubmodules, type Submodule } from '../agent/find-submodules.ts';
import { makeSubmodules, type ReadModule } from '../agent/make-submodules.ts';
import { writeAgentRepository } from '../agent/write-agent-repository.ts';
import type { PrivateRepository } from '../private/private-repository.ts';
import type { Fill } from './add-worktree.ts';
import { copyIndex } from './copy-index.ts';
import type { FreshWorktree } from './fresh-worktree.ts';
import { removeFolder } from './remove-folder.ts';
import { gitDirOf, indexOf, type WorktreesOptions } from './worktree-place.ts';

/**
 * Another commit in the same folder; `undefined`: it has to be regenerated. The repository is written anew: who has worked
 * there may have changed what a checkout obeys. Ignored files stay.
 */
export async function moveWorktree(ask: {
  readonly options: Pick<WorktreesOptions, 'repository' | 'clone'>;
  readonly fresh: FreshWorktree;
  readonly commit: Oid;
  readonly template: AgentTemplate;
  readonly readModule: ReadModule;
  readonly fill: Fill;
}): Promise<FreshWorktree | undefined> {
  const { options, fresh, commit, template } = ask;
  const { repository } = options;
  const { path } = fresh;
  const gitDir = gitDirOf(path);
  if ((await removeFolder(gitDir)).stays) return undefined;
  await writeAgentRepository({ gitDir, template, commit, widened: [] });
  await copyIndex(fresh.freshIndex, indexOf(path));
  if ((await ask.fill(path, commit)).code !== 0) return undefined;
  await copyIndex(indexOf(path), fresh.freshIndex);
  const submodules = await addSubmodules({ ...ask, path, commit });
  if (!(await cleanFolder(repository, path))) return undefined;
  return { ...fresh, commit, submodules, begun: false };
}

/** What no commit has goes; not what is ignored: that is what the set-up made. */
async function cleanFolder(repository: PrivateRepository, path: string): Promise<boolean> {
  const env = { GIT_WORK_TREE: path, GIT_INDEX_FILE: indexOf(path) };
  return (await repository.git({ args: ['-C', path, 'clean', '-ffdq'], env })).code === 0;
}

/** The submodules of the commit that a folder has just got, made where that can be. Git is not asked where there are none. */
export async function addSubmodules(ask: {
  readonly options: Pick<WorktreesOptions, 'repository' | 'clone'>;
  readonly path: string;
  readonly commit: Oid;
  readonly readModule: ReadModule;
}): Promise<readonly Submodule[]> {
  const { repository, clone } = ask.options;
  const { path, commit, readModule } = ask;
  if ((await lstat(join(path, '.gitmodules')).catch(() => undefined)) === undefined) return [];
  const submodules = await findSubmodules({ repository, clone, commit });
  await makeSubmodules({ repository, readModule, path, gitDir: gitDirOf(path), submodules });
  return submodules;
}
