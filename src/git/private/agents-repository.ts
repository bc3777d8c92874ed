import type { Problem } from '../../core/model/problem.ts';
import type { CloneFacts } from '../clone/clone-facts.ts';
import { agentsRepositoryPath } from '../private-place.ts';
import { makeBareRepository } from './bare-layout.ts';
import { agentsConfigText } from './inherited-config.ts';
import type { PrivateRepository } from './private-repository.ts';

/**
 * Makes or mends the repository that agents' worktrees hang on. It has the objects of the private
 * one, but refs, notes and settings of its own: what `git config`, `git submodule init` or `git branch` writes in
 * a worktree stays there for whoever wrote it, and steers no git of ours. The problem (`disk`), where there is one.
 */
export function makeAgentsRepository(
  clone: CloneFacts,
  repository: PrivateRepository,
): Promise<Problem | undefined> {
  const path = agentsRepositoryPath(repository);
  const config = agentsConfigText(clone.config, clone.objectFormat);
  const layout = { path, config, format: clone.objectFormat, objects: { sharedWith: '../objects' } };
  return makeBareRepository(layout, clone);
}
