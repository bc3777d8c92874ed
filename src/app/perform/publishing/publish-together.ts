import { fitOnePush, splitNext } from '../../../core/claim/hand-over.ts';
import type { Oid, TaskId } from '../../../core/model/ids.ts';
import { decidePublish } from '../../../core/run/decide-publish.ts';
import { type Attempt, type ClaimWish, prepareAll } from '../../claim/claim-attempt.ts';
import { withRefs } from '../../claim/claim-wave.ts';
import { type DoneClaim, endTogether } from '../../claim/end-together.ts';
import type { TransactionOutcome } from '../../ports/ref-store.ts';
import type { SentAlong } from '../claiming/follower.ts';
import { keepTaskClaim } from '../claiming/keep-task-claim.ts';
import { noteMoved, refreshResult } from '../read-result.ts';
import type { RunContext } from '../run-context.ts';
import { checkScope } from './check-scope.ts';
import { openPublication, type Publication } from './publication.ts';
import { rebaseWork } from './rebase-work.ts';
import { handoffOf, lookForTrailer, noteDone } from './send-result.ts';
import { verifyTree } from './verify-tree.ts';

/** What one push has done. */
export interface PublishedTogether {
  /** Everything else is to be published by itself, which asks all questions again. */
  readonly published: ReadonlyMap<TaskId, Publication>;
  /** Claims that went along, by the task that they follow; whether they were taken is for them to find out. */
  readonly sent: ReadonlyMap<TaskId, SentAlong>;
}

export const NOTHING: PublishedTogether = { published: new Map(), sent: new Map() };

/** Works set on the newest result, one on top of the other. */
interface Chain {
  readonly onto: Oid;
  readonly works: readonly Publication[];
  readonly tip: Oid;
}

/**
 * Publishes finished works in one push, sent once: each on top of the one before, the last of them tested, and with them
 * the claims of the tasks that take their place. A single one that nothing follows is left to be published by itself.
 */
export async function publishTogether(
  context: RunContext,
  ids: readonly TaskId[],
): Promise<PublishedTogether> {
  if (ids.length < 2 && !ids.some((id) => context.board.followers.has(id))) return NOTHING;
  // what goes wrong with one of them is said of it when it is alone
  const chain = await chainOf(context, ids).catch(() => undefined);
  if (chain === undefined) return NOTHING;
  // less than a third of a lease left loses against an eviction
  for (const { work } of chain.works) if (!(await work.claim.fresh())) return NOTHING;
  return send(context, chain, await nextOf(context, chain));
}

/** Undefined: none fits, or all together fail the team's test. */
async function chainOf(context: RunContext, ids: readonly TaskId[]): Promise<Chain | undefined> {
  const works: Publication[] = [];
  const onto = context.result.tip;
  let tip = onto;
  for (const id of ids) {
    const publication = await openForChain(context, id, onto);
    if (publication === undefined) continue;
    await rebaseWork(context, publication, tip);
    if (publication.commit === undefined) continue;
    works.push(publication);
    tip = publication.commit;
  }
  if (works.length === 0) return undefined;
  if (context.settings.verify && !(await verifyTree(context, tip)).passed) return undefined;
  return { onto, works, tip };
}

/** What is not ready to be set on the result, for whichever reason, is left to its own publication. */
async function openForChain(context: RunContext, id: TaskId, onto: Oid): Promise<Publication | undefined> {
  const publication = openPublication(context, id);
  if (publication === undefined) return undefined;
  await checkScope(context, publication);
  const landed = (await lookForTrailer(context, publication, onto)) !== undefined;
  const { work, outside } = publication;
  const answer = decidePublish({
    claim: work.claim.lost ? 'lost' : 'in-force',
    work: { changes: work.made.changed.length, outside: outside.length },
    target: { landed, onNewest: false, conflicts: false, verified: 'none' },
    tries: { sent: 0, atMost: 1 },
  });
  return answer === 'rebase-first' ? publication : undefined;
}

/** Throws nothing: what was sent is to be settled, whatever happens. */
async function send(context: RunContext, chain: Chain, next: readonly Next[]): Promise<PublishedTogether> {
  const { claimant, result } = context;
  const { onto, works, tip } = chain;
  const done: DoneClaim[] = [];
  for (const publication of works) {
    const { work, commit } = publication;
    const held = await work.claim.stop();
    done.push({ held, change: { handoff: handoffOf(publication), ...(commit ? { result: commit } : {}) } });
  }
  const isLost = works.some(({ work }) => work.claim.lost); // by a renewal that was still under way
  const outcome: TransactionOutcome = isLost
    ? { kind: 'refused', refs: [] }
    : await endTogether(claimant, {
        result: { ref: result.resultRef, expect: onto, to: tip },
        done,
        next: next.map(({ attempt }) => attempt),
      }).catch((error: unknown) => ({ kind: 'unknown', detail: String(error) }));
  const sent = new Map(next.map(({ before, ...along }) => [before, { ...along, outcome }]));
  if (outcome.kind === 'applied') return { published: settle(context, chain), sent };
  for (const { id, work } of works)
    if (!work.claim.lost) work.claim = keepTaskClaim(context, id, work.claim.held);
  await refreshResult(context).catch(() => false);
  return { published: new Map(), sent };
}

interface Next {
  readonly before: TaskId;
  readonly wish: ClaimWish;
  readonly attempt: Attempt;
}

/** The claims that can begin with what these works end. */
async function nextOf({ board, claimant }: RunContext, { works, tip }: Chain): Promise<readonly Next[]> {
  if (board.interruption.signal.aborted) return [];
  const wanted = [];
  for (const { id } of works) {
    const follower = board.followers.get(id);
    if (follower === undefined) continue;
    follower.goesAlong = true;
    // what goes wrong with it is said when it asks by itself
    const wish = await follower.wishOn(tip).catch(() => undefined);
    if (wish) wanted.push({ ...withRefs(wish), before: id, wish });
  }
  const ending = works.map(({ work }) => ({
    taskRef: work.claim.held.taskRef,
    locks: work.claim.held.record.locks,
  }));
  const together = fitOnePush(ending, splitNext({ ending, next: wanted }).together);
  const attempts = await prepareAll(
    claimant,
    together.map(({ wish }) => wish),
  );
  return together.flatMap(({ before, wish }, at) => {
    const attempt = attempts[at];
    return attempt ? [{ before, wish, attempt }] : [];
  });
}

function settle(context: RunContext, { onto, works, tip }: Chain): PublishedTogether['published'] {
  const { result } = context;
  noteMoved(result, { from: onto, to: tip });
  for (const publication of works) noteDone(context, publication);
  return new Map(works.map((publication) => [publication.id, publication]));
}
