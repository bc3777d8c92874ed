import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Problem } from '../../core/model/problem.ts';
import type { CloneFacts } from '../clone/clone-facts.ts';
import { agentsRepositoryPath, MARKER } from '../private-place.ts';
import { makeBareRepository } from './bare-layout.ts';
import { agentsConfigText } from './inherited-config.ts';
import type { PrivateRepository } from './private-repository.ts';

/**
 * Makes or mends the repository that agents' worktrees hang on. It has the objects of the private
 * one, but refs, notes and settings of its own: what `git config`, `git submodule init` or `git branch` writes in
 * a worktree stays there for whoever wrote it, and steers no git of ours. `inUse`: another process of this clone may have
 * agents at work, whose settings stay. The problem (`disk`), where there is one.
 */
export async function makeAgentsRepository(
  clone: CloneFacts,
  repository: PrivateRepository,
  { inUse }: { readonly inUse: boolean },
): Promise<Problem | undefined> {
  const path = agentsRepositoryPath(repository);
  const isThere = (await stat(join(path, MARKER)).catch(() => undefined)) !== undefined;
  if (inUse && isThere) return undefined;
  const config = agentsConfigText(clone.config, clone.objectFormat);
  const layout = { path, config, format: clone.objectFormat, objects: { sharedWith: '../objects' } };
  return makeBareRepository(layout, clone);
}
