import { readBranchesAtWork } from '../../app/session/read-branches-at-work.ts';
import type { CloneFacts } from '../../git/clone/clone-facts.ts';
import { openRepository } from './repository.ts';

/** The open branches that a clone knows of, with their files and people. */
export async function readBranchesIn(clone: CloneFacts): ReturnType<typeof readBranchesAtWork> {
  const repository = openRepository(clone);
  return repository.ok ? readBranchesAtWork(repository.value) : repository;
}
