import type { PushedBranch } from '../core/analyse/parse-pushed-refs.ts';
import type { Presence } from '../core/model/presence.ts';
import type { Problem } from '../core/model/problem.ts';
import { type LookQuestion, look, type TimeBudget } from './look.ts';
import type { Repository } from './ports/repository.ts';

export interface PushReviewDeps {
  readonly repository: Repository;
  /** Claims of others only: what the pusher holds is no news. */
  readonly readClaims: LookQuestion['readClaims'];
  readonly wait: LookQuestion['wait'];
}

/** What a look at a push found, before it goes on. */
export interface PushReview {
  /** Who else is on the files of the branch; absent where the branch that is checked out is not pushed. */
  readonly presence?: Presence;
  readonly changedFiles: number;
  /** Why there is no look: a base that cannot be found. Never a reason to stop the push. */
  readonly problems: readonly Problem[];
  /** Pushed branches that are not checked out: nobody looked at them. */
  readonly notLooked: readonly PushedBranch[];
}

// A pre-push hook has 1.5 s in all: start-up and git's own processes take the rest.
const BUDGET: TimeBudget = { table: 700, conflicts: 500 };

/** Looks at what is pushed from the current branch: the same files on other branches, and claims of others on them. */
export async function reviewPush(deps: PushReviewDeps, pushed: readonly PushedBranch[]): Promise<PushReview> {
  const { place } = deps.repository;
  const ours = pushed.find(({ head }) => head === place.head);
  const notLooked = pushed.filter((branch) => branch !== ours);
  const nothing = { changedFiles: 0, problems: [], notLooked };
  if (ours === undefined) return nothing;
  const base = await deps.repository.findBase({ mayFetch: false });
  if (!base.ok) return { ...nothing, problems: base.problems };
  const range = { base: base.value.commit, head: ours.head };
  const changes = await deps.repository.readChanges(range);
  const presence = await look({
    ...deps,
    base: base.value,
    head: ours.head,
    changes,
    timeBudgetMs: BUDGET,
  });
  return { presence, changedFiles: changes.length, problems: [], notLooked };
}
