import type { RepoPath, TaskId } from '../../../core/model/ids.ts';
import { asksByGlob, chooseLocks } from '../../../core/paths/choose-locks.ts';
import { findUncovered } from '../../../core/paths/find-uncovered.ts';
import { covers, lockOf } from '../../../core/paths/lock-name.ts';
import { literalPattern } from '../../../core/paths/match-paths.ts';
import { sharedGlobs } from '../../../core/paths/shared-paths.ts';
import type { AgentAnswer, AgentRequest } from '../../../core/run/agent-request.ts';
import { findHolders } from '../../claim/answer-claim.ts';
import type { KeptClaim } from '../../claim/keep-renewed.ts';
import type { StoreFailure } from '../../ports/ref-store.ts';
import type { Result } from '../../transfer/result.ts';
import type { RunGround } from '../run-ground.ts';
import type { TaskClaims } from './task-claims.ts';

// Up to here each late path gets its own lock; beyond, their directories are claimed.
const MOST_LATE_LOCKS = 200;

/** Claims of more paths, while or after an agent works. */
export interface Widening {
  /** Claims those of the changed paths that a claim does not cover; what of them could not be had. */
  cover(claim: KeptClaim, changed: readonly RepoPath[]): Promise<NotCovered | undefined>;
  /** What `agentic-plan claim` gets when it is called by a wrapped agent. */
  answer(task: TaskId, request: AgentRequest): Promise<AgentAnswer>;
}

/** `failure`: the way to the table, which says nothing about the paths; `detail`: why they are no paths to claim. */
export interface NotCovered {
  readonly paths: readonly RepoPath[];
  readonly detail?: string;
  readonly failure?: StoreFailure;
}

interface Widens extends Pick<RunGround, 'claimant' | 'publishing' | 'settings'> {
  readonly result: Pick<Result, 'tip'>;
  readonly claims: Pick<TaskClaims, 'of'>;
}

export const widening = (of: Widens): Widening => ({
  async cover(claim, changed) {
    const paths = findUncovered(of.settings.claims, claim.held.record.locks, changed);
    if (paths.length === 0) return undefined;
    const widened = await widenClaim(of, claim, paths.map(literalPattern));
    if (widened.refused.length === 0 || widened.lost) return undefined;
    const { detail, failure } = widened;
    return { paths, ...(detail ? { detail } : {}), ...(failure === undefined ? {} : { failure }) };
  },
  answer: (task, request) => answerRequest(of, task, request),
});

/** `refused`: the paths that could not be had, all that were asked for or none. */
interface Widened {
  readonly refused: readonly string[];
  readonly lost: boolean;
  readonly detail?: string;
  readonly failure?: StoreFailure;
}

/** Claims more paths, all or nothing. */
async function widenClaim(
  { publishing, result, settings: { claims } }: Widens,
  claim: KeptClaim,
  patterns: readonly string[],
): Promise<Widened> {
  const choice = chooseLocks({
    asked: patterns,
    tracked: asksByGlob(patterns) ? await publishing.listFiles(result.tip) : [],
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

async function answerRequest(of: Widens, task: TaskId, request: AgentRequest): Promise<AgentAnswer> {
  const claim = of.claims.of(task);
  const answer = (
    outcome: AgentAnswer['outcome'],
    more: Partial<Pick<AgentAnswer, 'held' | 'detail'>> = {},
  ): AgentAnswer => ({ version: 1, outcome, paths: claim?.held.record.paths ?? [], held: [], ...more });
  if (claim === undefined || claim.lost) return answer('failed', { detail: 'the claim was lost' });
  const widened = await widenClaim(of, claim, request.paths);
  if (widened.refused.length === 0) return answer('claimed');
  if (widened.detail !== undefined || widened.lost)
    return answer('failed', { detail: widened.detail ?? 'the claim was lost' });
  const locks = widened.refused.map((path) => lockOf(path as RepoPath).lock);
  const held = await findHolders({ claimant: of.claimant, kept: claim }, locks);
  const unseen = widened.refused.map((path) => ({ path, by: 'another agent' }));
  return answer('held', { held: held.length > 0 ? held : unseen });
}
