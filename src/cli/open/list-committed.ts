import type { CommitCall } from '../../core/agents/hooks/find-commits.ts';
import type { RepoPath } from '../../core/model/ids.ts';
import type { AgentPlace } from './agent-place.ts';
import type { HookPlace } from './hook-place.ts';

/** The paths that a commit by a command would change, once each. What git cannot find is in none. */
export async function listCommitted(
  place: Pick<AgentPlace, 'hookPlaceAt'>,
  at: HookPlace,
  commit: CommitCall,
): Promise<readonly RepoPath[]> {
  const lists = await Promise.all([
    commit.takesStaged ? at.listStaged() : [],
    ...commit.takes.map(async ({ folder, which, patterns }) => {
      const there = await place.hookPlaceAt(folder);
      if (there?.clone.gitDir !== at.clone.gitDir) return [];
      const seen = await at.readUncommitted({ folder: there.clone.cwd, patterns }).catch(() => undefined);
      return [...(seen?.tracked ?? []), ...(which === 'all' ? (seen?.untracked ?? []) : [])];
    }),
  ]);
  return [...new Set(lists.flat())];
}
