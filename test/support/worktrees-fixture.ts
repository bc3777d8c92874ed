import { join } from 'node:path';
import type { Publishing } from '../../src/app/ports/publishing.ts';
import type { Made, Worktree, Worktrees } from '../../src/app/ports/worktrees.ts';
import { maskSecrets } from '../../src/core/agents/mask-secrets.ts';
import type { Holder } from '../../src/core/claim/holder.ts';
import { openClone } from '../../src/git/clone/clone-facts.ts';
import { openPrivateRepository, type PrivateRepository } from '../../src/git/private/private-repository.ts';
import { gitPublishing } from '../../src/git/work/publishing.ts';
import { gitWorktrees } from '../../src/git/work/worktrees.ts';
import { type GitFixture, makeFolder } from './git-fixture.ts';

const holderOf = (pid: number): Holder => ({
  kind: 'process',
  host: 'h',
  name: 'test',
  boot: 'b',
  namespace: 'n',
  pid,
  started: '1',
});

/** Worktrees of a fixture's private repository, as a run makes them. */
export async function openWorktrees(
  repo: GitFixture,
  more: { readonly dead?: number; readonly pid?: number; readonly folder?: string } = {},
): Promise<{ repository: PrivateRepository; worktrees: Worktrees; folder: string; publishing: Publishing }> {
  const clone = await openClone(repo.dir);
  if (!clone.ok) throw new Error(JSON.stringify(clone.problems));
  const opened = await openPrivateRepository(clone.value);
  if (!opened.ok) throw new Error(JSON.stringify(opened.problems));
  const folder = more.folder ?? join(makeFolder(), 'worktrees');
  const worktrees = gitWorktrees({
    repository: opened.value,
    clone: clone.value,
    folder,
    root: repo.dir,
    owner: holderOf(more.pid ?? 1),
    isKnownDead: (holder) => holder.kind === 'process' && holder.pid === more.dead,
    links: ['node_modules'],
    mask: maskSecrets([]),
  });
  return {
    repository: opened.value,
    worktrees,
    folder,
    publishing: gitPublishing(opened.value, clone.value),
  };
}

export function made(answer: Made): Worktree {
  if (!answer.ok) throw new Error(JSON.stringify(answer.problem));
  return answer.worktree;
}
