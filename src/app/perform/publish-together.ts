import type { Oid, TaskId } from '../../core/model/ids.ts';
import { decidePublish } from '../../core/run/decide-publish.ts';
import { endTogether } from '../claim/end-together.ts';
import { checkScope } from './check-scope.ts';
import { keepTaskClaim } from './keep-task-claim.ts';
import { openPublication, type Publication } from './publication.ts';
import { refreshResult } from './read-result.ts';
import { rebaseWork } from './rebase-work.ts';
import { type RunContext, workOf } from './run-context.ts';
import { handoffOf, lookForTrailer } from './send-result.ts';
import { verifyTree } from './verify-tree.ts';

/** Set on the newest result, one on top of the other. */
interface Chain {
  readonly works: readonly Publication[];
  readonly tip: Oid;
}

/**
 * Publishes several finished works in one push, sent once: each on top of the one before, the last of them tested. What
 * is in the answer has been published; everything else is to be published by itself, which asks all questions again.
 */
export async function publishTogether(
  context: RunContext,
  ids: readonly TaskId[],
): Promise<ReadonlyMap<TaskId, Publication>> {
  const none = new Map<TaskId, Publication>();
  if (ids.length < 2) return none;
  // what goes wrong with one of them is said of it when it is alone
  const chain = await chainOf(context, ids).catch(() => undefined);
  if (chain === undefined || !(await send(context, chain))) return none;
  return new Map(chain.works.map((publication) => [publication.id, publication]));
}

/** Undefined: fewer than two fit, or all together fail the team's test. */
async function chainOf(context: RunContext, ids: readonly TaskId[]): Promise<Chain | undefined> {
  const works: Publication[] = [];
  let { tip } = context.result;
  for (const id of ids) {
    const publication = await openForChain(context, id);
    if (publication === undefined) continue;
    await rebaseWork(context, publication, tip);
    if (publication.commit === undefined) continue;
    works.push(publication);
    tip = publication.commit;
  }
  if (works.length < 2) return undefined;
  if (context.settings.verify && !(await verifyTree(context, tip)).passed) return undefined;
  return { works, tip };
}

/** What is not ready to be set on the result, for whichever reason, is left to its own publication. */
async function openForChain(context: RunContext, id: TaskId): Promise<Publication | undefined> {
  const publication = openPublication(context, id);
  if (publication === undefined) return undefined;
  await checkScope(context, publication);
  const landed = (await lookForTrailer(context, publication)) !== undefined;
  const { work, outside } = publication;
  const answer = decidePublish({
    claim: work.claim.lost ? 'lost' : 'in-force',
    work: { changes: work.made.changed.length, outside: outside.length },
    target: { landed, onNewest: false, conflicts: false, verified: 'none' },
    tries: { sent: 0, atMost: 1 },
  });
  return answer === 'rebase-first' ? publication : undefined;
}

async function send(context: RunContext, { works, tip }: Chain): Promise<boolean> {
  const { desk, result, board } = context;
  // less than a third of a lease left loses against an eviction
  for (const { work } of works) if (!(await work.claim.fresh())) return false;
  const claims = [];
  for (const publication of works) {
    const { work, commit } = publication;
    const held = await work.claim.stop();
    claims.push({ held, change: { handoff: handoffOf(publication), ...(commit ? { result: commit } : {}) } });
  }
  const isLost = works.some(({ work }) => work.claim.lost); // by a renewal that was still under way
  const update = { ref: result.resultRef, expect: result.tip, to: tip };
  if (!isLost && (await endTogether(desk, claims, update))) {
    result.tip = tip;
    for (const publication of works) {
      board.handoffs.set(publication.id, handoffOf(publication));
      delete workOf(context, publication.id).claim;
    }
    return true;
  }
  for (const { id, work } of works)
    if (!work.claim.lost) work.claim = keepTaskClaim(context, id, work.claim.held);
  if (!isLost) await refreshResult(context);
  return false;
}
