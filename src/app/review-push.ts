import type { PushedBranch } from '../core/analyse/parse-pushed-refs.ts';
import type { Presence } from '../core/model/presence.ts';
import type { Problem } from '../core/model/problem.ts';
import type { PlanDeps } from './plan-deps.ts';

/** What a look at a push found, before it goes on. */
export type PushReview =
  | { readonly kind: 'looked'; readonly presence: Presence; readonly changedFiles: number }
  /** The branch that is checked out is not pushed: there is nothing to look at. */
  | { readonly kind: 'nothing' }
  /** A base that cannot be found, a configuration that cannot be read. Never a reason to stop the push. */
  | { readonly kind: 'problems'; readonly problems: readonly Problem[] };

/** Looks at what is pushed from the current branch: the same files on other branches, and claims of others on them. */
export async function reviewPush(
  deps: Pick<PlanDeps, 'repository' | 'loadSettings' | 'look'>,
  pushed: readonly PushedBranch[],
): Promise<PushReview> {
  const { head } = deps.repository.place;
  if (!pushed.some((branch) => branch.head === head)) return { kind: 'nothing' };
  const [base, settings] = await Promise.all([
    deps.repository.findBase({ mayFetch: false }),
    deps.loadSettings({}),
  ]);
  if (!base.ok) return { kind: 'problems', problems: base.problems };
  if (!settings.ok) return { kind: 'problems', problems: settings.problems };
  const changes = await deps.repository.readChanges({ base: base.value.commit, head });
  const presence = await deps.look({
    base: base.value,
    head,
    changes,
    settings: settings.value,
    offline: false,
  });
  return { kind: 'looked', presence, changedFiles: changes.length };
}
