import { taskRef } from '../../../core/claim/refs.ts';
import type { Oid, TaskId } from '../../../core/model/ids.ts';
import type { Problem } from '../../../core/model/problem.ts';
import type { RunAction } from '../../../core/run/run-action.ts';
import type { RunHappening } from '../../../core/run/run-event.ts';
import type { ClaimWish, TakeOutcome } from '../../claim/claim-attempt.ts';
import type { HeldClaim } from '../../claim/claimant.ts';
import { recallClaims } from '../../claim/recall-claims.ts';
import { takeClaim } from '../../claim/take-claim.ts';
import type { With } from '../run-context.ts';
import { taskOf } from '../run-ground.ts';
import { claimTogether } from './claim-together.ts';
import { findLandedUnder, settleLanded } from './find-landed.ts';
import type { PredecessorEnd } from './followers.ts';
import { notClaimed } from './not-claimed.ts';
import { settleSent, takeBack } from './settle-sent.ts';
import { wishForTask } from './wish-for-task.ts';

type Claims = With<
  | 'atWork'
  | 'claimant'
  | 'claimQueue'
  | 'claims'
  | 'digests'
  | 'known'
  | 'followers'
  | 'handoffs'
  | 'interruption'
  | 'plan'
  | 'publishing'
  | 'result'
  | 'settings'
>;

/** Which task, for whom; `after`: in the push that publishes that task. */
type ClaimAction = Omit<Extract<RunAction, { kind: 'claim' }>, 'kind'>;

/** Claims a task and its files, all or nothing, as late as possible; from then on the claim is renewed. */
export async function claimTask(context: Claims, action: ClaimAction): Promise<RunHappening> {
  const { task: id, after } = action;
  const { claimant, claims, interruption } = context;
  const before = after === undefined ? undefined : await waitFor(context, { action, after });
  if (before !== undefined && !mayBegin(context, before)) {
    await takeBack(claimant, before);
    if (before.sent) claims.noteClaimed(id);
    return { kind: 'not-begun', task: id };
  }
  const wishing = before?.sent ?? (await wishOf(context, action, context.result.tip));
  if ('problem' in wishing)
    return { kind: 'claim-failed', task: id, problem: wishing.problem, mayPass: false };
  const { wish } = wishing;
  const outcome = await (before?.sent
    ? settleSent(claimant, before.sent, interruption.signal)
    : take(context, wish));
  claims.noteClaimed(id);
  if (outcome.kind === 'claimed' && outcome.held.parent !== null) {
    const landed = await findLandedUnder(context, id, outcome.held);
    if (landed !== undefined) return settleLanded(context, id, { held: outcome.held, landed });
  }
  const happening = await settleClaim(context, { id, wish, outcome });
  // Somebody who joined this run may have published just before these paths were free: the work begins on that. A push
  // that moved the result, too, has shown what it was.
  if (happening.kind === 'claimed' && before?.sent?.outcome.kind !== 'applied') await context.result.look();
  return happening;
}

const mayBegin = ({ interruption }: With<'interruption'>, { published, sent }: PredecessorEnd): boolean =>
  published && (sent !== undefined || !interruption.signal.aborted);

/** What was claimed before stands on what became of that, which a look shows: it goes in no push with others. */
function waitFor(
  context: Claims,
  ask: { readonly action: ClaimAction; readonly after: TaskId },
): Promise<PredecessorEnd> {
  const { action, after } = ask;
  return context.followers.follow(after, async (result) => {
    if (context.claims.wasClaimed(action.task)) return undefined;
    const wishing = await wishOf(context, action, result);
    return 'wish' in wishing ? wishing.wish : undefined;
  });
}

async function take(context: Claims, wish: ClaimWish): Promise<TakeOutcome> {
  const { claimant, claims, interruption } = context;
  const { signal } = interruption;
  if (!claims.wasClaimed(wish.task)) return claimTogether(context, wish);
  const own = await recallOwn(context, wish, signal);
  return own ?? takeClaim(claimant, { ...wish, lookFirst: true }, signal);
}

/** What this process sent for the task before, and did not learn the end of, may be what would stand in its way. */
async function recallOwn(
  { claimant }: With<'claimant'>,
  wish: ClaimWish,
  signal: AbortSignal,
): Promise<TakeOutcome | undefined> {
  const ref = taskRef(wish.run, wish.task);
  const of = (claim: HeldClaim): boolean =>
    claim.taskRef === ref && (!claim.confirmed || claim.ending === true);
  const { held, open, failure } = await recallClaims(claimant, { signal, of });
  if (held[0]) return { kind: 'claimed', held: held[0] };
  if (open.length === 0) return undefined;
  return {
    kind: 'unknown',
    detail: 'nobody said yet what became of an earlier claim',
    ...(failure ? { failure } : {}),
  };
}

type Wishing = { readonly wish: ClaimWish } | { readonly problem: Problem };

const wishOf = (context: Claims, { task: id, agent }: ClaimAction, result: Oid): Promise<Wishing> =>
  wishForTask(context, {
    task: taskOf(context, id),
    agent,
    result,
    leaseS: context.settings.claims.leaseMinutes * 60,
  });

async function settleClaim(
  context: Claims,
  asked: { readonly id: TaskId; readonly wish: ClaimWish; readonly outcome: TakeOutcome },
): Promise<RunHappening> {
  const { id, wish, outcome } = asked;
  const { claimant, interruption } = context;
  if (outcome.kind !== 'task-done') return describe(context, id, outcome);
  await context.result.look();
  if (await isInResult(context, outcome)) return doneBefore(context, id, outcome);
  // `done` counts only if the result contains what it names.
  const again = await takeClaim(claimant, { ...wish, againIfDone: true }, interruption.signal);
  return again.kind === 'task-done' ? doneBefore(context, id, again) : describe(context, id, again);
}

type Done = Extract<TakeOutcome, { kind: 'task-done' }>;

async function isInResult(
  { publishing, result }: With<'publishing' | 'result'>,
  { record }: Done,
): Promise<boolean> {
  return record.result === undefined || publishing.contains({ commit: record.result, in: result.tip });
}

function doneBefore(context: Claims, id: TaskId, { record }: Done): RunHappening {
  if (record.handoff) context.handoffs.leave(id, record.handoff);
  const { result: commit, handoff } = record;
  return {
    kind: 'done-before',
    task: id,
    ...(commit ? { commit } : {}),
    ...(handoff ? { outputs: handoff.outputs } : {}),
  };
}

function describe(context: Claims, id: TaskId, outcome: Exclude<TakeOutcome, Done>): RunHappening {
  if (outcome.kind !== 'claimed') return notClaimed(context, id, outcome);
  context.atWork.allow(id);
  context.claims.keep(id, outcome.held);
  return { kind: 'claimed', task: id, claim: outcome.held.claim };
}
