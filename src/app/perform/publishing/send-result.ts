import type { Handoff } from '../../../core/claim/record.ts';
import { taskValue } from '../../../core/claim/task-line.ts';
import type { Oid } from '../../../core/model/ids.ts';
import { unreachable } from '../../../core/model/unreachable.ts';
import { type EndOutcome, endClaim } from '../../claim/end-claim.ts';
import { storeProblem } from '../../store-problem.ts';
import { keepTaskClaim } from '../claiming/keep-task-claim.ts';
import { noteMoved, refreshResult } from '../read-result.ts';
import type { RunContext } from '../run-context.ts';
import type { Publication, PublishStep } from './publication.ts';

/** Sends result, task ref and lock deletions as one transaction, and believes only what was seen. */
export async function sendResult(
  context: RunContext,
  publication: Publication,
  withResult: boolean,
): Promise<PublishStep | undefined> {
  const { claimant, result } = context;
  const { work, onto } = publication;
  // exactly what the commit sits on, wherever a look has seen the result meanwhile
  if (withResult && onto && (await lookForTrailer(context, publication, onto))) return undefined; // asked again: it has landed
  const commit = withResult ? publication.commit : publication.landed;
  const handoff = handoffOf(publication);
  publication.sent++;
  const held = await work.claim.stop();
  if (work.claim.lost) return undefined; // by a renewal that was still under way
  const outcome = await endClaim(claimant, held, {
    state: 'done',
    change: { handoff, ...(commit === undefined ? {} : { result: commit }) },
    ...(withResult && commit !== undefined && onto !== undefined
      ? { extra: [{ ref: result.resultRef, expect: onto, to: commit }] }
      : {}),
  });
  const step = await settle({ context, publication, outcome, withResult });
  if (step?.kind === 'published') noteDone(context, publication);
  return step;
}

/** Those that need it get to know what it leaves, and its claim is over. */
export function noteDone({ board }: RunContext, publication: Publication): void {
  board.handoffs.set(publication.id, handoffOf(publication));
  delete board.works.get(publication.id)?.claim;
}

async function settle(how: {
  readonly context: RunContext;
  readonly publication: Publication;
  readonly outcome: EndOutcome;
  readonly withResult: boolean;
}): Promise<PublishStep | undefined> {
  const { context, publication, outcome, withResult } = how;
  const { claimant } = context;
  const commit = withResult ? publication.commit : publication.landed;
  const published: PublishStep = { kind: 'published', ...(commit === undefined ? {} : { commit }) };
  switch (outcome.kind) {
    case 'ended':
      if (!withResult || commit === undefined) return published;
      if (!outcome.looked) {
        noteMoved(context.result, { from: publication.onto, to: commit });
        return published;
      }
      return (await findLanded(context, publication)) ? published : failed(publication, claimant.store.table);
    case 'not-ours': {
      // Evicted in between; whoever evicts looks for the trailer too, so work that landed counts.
      const landed = await findLanded(context, publication);
      if (landed) return { kind: 'published', commit: landed };
      const why = 'somebody else ended it, or its lease was over';
      const data = { task: publication.id, claim: publication.work.claim.held.claim, why };
      return { kind: 'claim-lost', problem: { code: 'claim-lost', data } };
    }
    case 'extra-moved':
      publication.work.claim = keepTaskClaim(context, publication.id, outcome.held);
      await findLanded(context, publication);
      return undefined;
    case 'failed':
      publication.work.claim = keepTaskClaim(context, publication.id, publication.work.claim.held);
      return { kind: 'failed', problem: storeProblem(outcome.failure, claimant.store.table) };
    default:
      return unreachable(outcome);
  }
}

/** Looks where the result is now, and whether it holds the task's work. */
export async function findLanded(context: RunContext, publication: Publication): Promise<Oid | undefined> {
  return (await refreshResult(context))
    ? lookForTrailer(context, publication, context.result.tip)
    : undefined;
}

/**
 * Looks at the very result that the next sending would expect, back to the run's beginning and for whichever claim's
 * trailer: a server may have applied a part of what an evicted holder sent.
 */
export async function lookForTrailer(
  context: RunContext,
  publication: Publication,
  at: Oid,
): Promise<Oid | undefined> {
  const { result, publishing, plan } = context;
  if (at === result.head) return undefined;
  const start = taskValue(plan.run, publication.id);
  publication.landed = await publishing.findTrailer({ from: result.head, to: at, start });
  return publication.landed;
}

const failed = (publication: Publication, table: string): PublishStep => ({
  kind: 'failed',
  problem: {
    code: 'outcome-unknown',
    data: { task: publication.id, table, detail: 'the server applied a part' },
  },
});

export const handoffOf = ({ work }: Publication): Handoff => ({
  summary: work.summary ?? '',
  paths: work.made.changed.slice(0, 500),
  outputs: work.outputs ?? {},
});
