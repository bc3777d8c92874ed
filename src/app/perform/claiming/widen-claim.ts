import type { RepoPath, TaskId } from '../../../core/model/ids.ts';
import { asksByGlob, chooseLocks } from '../../../core/paths/choose-locks.ts';
import { covers, lockOf } from '../../../core/paths/lock-name.ts';
import { literalPattern, matchPaths } from '../../../core/paths/match-paths.ts';
import { sharedGlobs } from '../../../core/paths/shared-paths.ts';
import type { AgentAnswer, AgentRequest } from '../../../core/run/agent-request.ts';
import { findHolders } from '../../claim/answer-claim.ts';
import type { KeptClaim } from '../../claim/keep-renewed.ts';
import type { StoreFailure } from '../../ports/ref-store.ts';
import type { With } from '../run-context.ts';

// Up to here each late path gets its own lock; beyond, their directories are claimed.
const MOST_LATE_LOCKS = 200;

/** Those of the paths that neither the claim covers nor anybody needs to claim. */
export function uncoveredPaths(
  context: With<'settings'>,
  claim: KeptClaim,
  paths: readonly RepoPath[],
): readonly RepoPath[] {
  const { claims } = context.settings;
  if (claims.mode !== 'enforce') return [];
  const unlocked = matchPaths(sharedGlobs(claims));
  const locks = claim.held.record.locks;
  return paths.filter((path) => {
    const { lock } = lockOf(path);
    return !unlocked(path) && !locks.some((held) => covers(held, lock));
  });
}

/** `refused`: the paths that could not be had, all that were asked for or none; `failure`: the way to the table, not another's claim. */
export interface Widened {
  readonly refused: readonly string[];
  readonly lost: boolean;
  readonly detail?: string;
  readonly failure?: StoreFailure;
}

type Widens = With<'publishing' | 'result' | 'settings'>;

/** Claims more paths, all or nothing. */
export async function widenClaim(
  context: Widens,
  claim: KeptClaim,
  patterns: readonly string[],
): Promise<Widened> {
  const { claims } = context.settings;
  const choice = chooseLocks({
    asked: patterns,
    tracked: asksByGlob(patterns) ? await context.publishing.listFiles(context.result.tip) : [],
    unlocked: sharedGlobs(claims),
    maxRefs: Math.max(claims.maxRefs, MOST_LATE_LOCKS),
  });
  const [problem] = choice.problems.filter(({ code }) => code !== 'no-paths');
  if (problem) return { refused: patterns, lost: false, detail: problem.code };
  const have = claim.held.record.locks;
  const paths = choice.locks.filter(({ lock }) => !have.some((held) => covers(held, lock)));
  if (paths.length === 0) return { refused: [], lost: false };
  const outcome = await claim.advance({ widening: { paths } });
  switch (outcome.kind) {
    case 'renewed':
      return { refused: [], lost: false };
    case 'refused':
      return { refused: paths.map(({ path }) => path), lost: false };
    case 'lost':
      return { refused: patterns, lost: true };
    case 'failed':
      return { refused: patterns, lost: false, detail: outcome.failure.detail, failure: outcome.failure };
  }
}

/** For paths that exist: their names are names, whatever characters they have. */
export const asPatterns = (paths: readonly RepoPath[]): readonly string[] => paths.map(literalPattern);

/** What `agentic-plan claim` gets when it is called by a wrapped agent. */
export async function answerRequest(
  context: Widens & With<'claimant' | 'claims'>,
  task: TaskId,
  request: AgentRequest,
): Promise<AgentAnswer> {
  const claim = context.claims.of(task);
  const answer = (
    outcome: AgentAnswer['outcome'],
    more: Partial<Pick<AgentAnswer, 'held' | 'detail'>> = {},
  ): AgentAnswer => ({ version: 1, outcome, paths: claim?.held.record.paths ?? [], held: [], ...more });
  if (claim === undefined || claim.lost) return answer('failed', { detail: 'the claim was lost' });
  const widened = await widenClaim(context, claim, request.paths);
  if (widened.refused.length === 0) return answer('claimed');
  if (widened.detail !== undefined || widened.lost)
    return answer('failed', { detail: widened.detail ?? 'the claim was lost' });
  const locks = widened.refused.map((path) => lockOf(path as RepoPath).lock);
  const held = await findHolders({ claimant: context.claimant, kept: claim }, locks);
  const unseen = widened.refused.map((path) => ({ path, by: 'another agent' }));
  return answer('held', { held: held.length > 0 ? held : unseen });
}
