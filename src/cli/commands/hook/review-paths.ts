import type { CommitReview } from '../../../app/review/review-commit.ts';
import { LOCKS } from '../../../core/claim/refs.ts';
import type { RepoPath } from '../../../core/model/ids.ts';
import type { WallTime } from '../../../core/model/time.ts';
import { type HookPlace, isKnownDead } from '../../open/hook-place.ts';
import type { HookCall } from './hook-answer.ts';

/** What others hold, and when the table was looked at last. */
export interface ReviewedPaths extends CommitReview {
  readonly at: WallTime | undefined;
  readonly now: WallTime;
}

/**
 * What others hold of what a commit changes, as last seen: nobody is asked. `undefined`: nothing. Loads the rest where there is
 * anything to say.
 */
export async function reviewPaths(
  { place, env, now }: Pick<HookCall, 'env' | 'now'> & { readonly place: HookPlace },
  listPaths: () => Promise<readonly RepoPath[]>,
): Promise<ReviewedPaths | undefined> {
  const [paths, seen] = await Promise.all([listPaths(), place.readLastSeen()]);
  if (paths.length === 0 || ![...seen.refs.keys()].some((ref) => ref.startsWith(LOCKS))) return undefined;
  const { reviewCommit } = await import('../../../app/review/review-commit.ts');
  const at = now.getTime() as WallTime;
  const review = await reviewCommit({
    paths,
    seen,
    holder: place.holder,
    wrapped: env['AGENTIC_CLAIM'],
    isKnownDead,
    now: at,
  });
  return review.held.length + review.unknown.length === 0 ? undefined : { ...review, at: seen.at, now: at };
}
