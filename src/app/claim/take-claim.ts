import { decideTake, type TakeStep } from '../../core/claim/decide-take.ts';
import { isRenewalDue } from '../../core/claim/lease.ts';
import { reapTransaction } from '../../core/claim/transactions.ts';
import { unreachable } from '../../core/model/unreachable.ts';
import { type Attempt, type ClaimWish, prepare, type TakeOutcome } from './claim-attempt.ts';
import { abandonClaim, clearObstacles } from './clear-claims.ts';
import { bootInstant, type ClaimDesk } from './desk.ts';
import { endClaim } from './end-claim.ts';
import { blockedByStray, findBlocker, refsOf, stopAt } from './find-blocker.ts';
import { HIDDEN, observe } from './observe.ts';
import { isPassing, type Patience, patienceOf } from './patience.ts';
import { confirm, giveUp, type Sent, send, type WhyGivenUp } from './send-attempt.ts';

/**
 * Takes all of the paths and the task, or nothing; one round trip when nothing stands in the way. Who has been refused
 * before looks first (`lookFirst`), so that waiting pushes nothing.
 */
export async function takeClaim(
  desk: ClaimDesk,
  wish: ClaimWish,
  signal?: AbortSignal,
): Promise<TakeOutcome> {
  const patience = patienceOf(desk, signal);
  const attempt = await prepare(desk, wish, wish.parent ?? null);
  const sent = wish.lookFirst ? NOT_SENT : await send(desk, attempt, wish.alongside);
  return goOnTaking({ desk, wish, attempt, patience, sent });
}

const NOT_SENT: Sent = {
  kind: 'look',
  detail: 'the table could not be read',
  uncertain: false,
  reached: false,
};

interface Taking {
  readonly desk: ClaimDesk;
  readonly wish: ClaimWish;
  readonly attempt: Attempt;
  readonly patience: Patience;
}

/** From the first sending of a claim, alone or with others, to its end. */
export async function goOnTaking(taking: Taking & { readonly sent: Sent }): Promise<TakeOutcome> {
  const { desk } = taking;
  let { attempt, sent } = taking;
  for (;;) {
    if (sent.kind === 'done') return sent.outcome;
    attempt = {
      ...attempt,
      uncertain: attempt.uncertain || sent.uncertain,
      reached: attempt.reached || sent.reached,
    };
    const why = whyOf(sent);
    // a server that says when to come again is not even asked before
    const retryAfterS = why.failure?.retryAfterS;
    if (retryAfterS !== undefined && !(await taking.patience.again(retryAfterS)))
      return giveUp(desk, attempt, why);
    const step = await look({ ...taking, attempt, why });
    if ('outcome' in step) return step.outcome;
    const next = await follow({ ...taking, attempt, step: step.step, why });
    if ('outcome' in next) return next.outcome;
    attempt = next.attempt;
    sent = await send(desk, attempt); // without what went alongside: it may be what was refused
  }
}

/** What is said where a sending is not tried again. */
type WhySentAgain = WhyGivenUp & { readonly refused: boolean };

const whyOf = ({ detail, failure }: Extract<Sent, { readonly kind: 'look' }>): WhySentAgain => ({
  refused: detail === 'refused',
  detail: detail === 'refused' ? 'the server was busy' : detail,
  ...(failure ? { failure } : {}),
});

type Looked = { readonly step: TakeStep } | { readonly outcome: TakeOutcome };

async function look(ask: Taking & { readonly why: WhyGivenUp }): Promise<Looked> {
  const { desk, wish, attempt, patience } = ask;
  const wanted = wish.paths.map(({ lock }) => lock);
  for (;;) {
    const seen = await observe(desk, { locks: wanted, taskRefs: [attempt.held.taskRef] });
    if (seen.ok) {
      const { view, isOver } = seen.value;
      const step = decideTake({
        view,
        isOver,
        wanted,
        taskRef: attempt.held.taskRef,
        mine: attempt.commit,
        parent: attempt.held.parent,
        againIfDone: wish.againIfDone ?? false,
      });
      return { step };
    }
    const { failure } = seen;
    if (!isPassing(failure) || !(await patience.again(failure.retryAfterS)))
      return { outcome: await giveUp(desk, attempt, { failure, ...ask.why }) };
  }
}

type Next = { readonly attempt: Attempt } | { readonly outcome: TakeOutcome };

async function follow(ask: Taking & { readonly step: TakeStep; readonly why: WhySentAgain }): Promise<Next> {
  const { desk, wish, attempt, patience, step } = ask;
  const { refused, ...why } = ask.why;
  const { held } = attempt;
  const { parent } = held;
  switch (step.do) {
    case 'confirm':
      return { outcome: await confirm(desk, held) };
    case 'send': {
      // refused, and nobody is there: it was just given back, or something else is there, or is kept from who looks
      const blocker = refused ? await findBlocker(desk.store, refsOf(attempt.held)) : undefined;
      if (blocker) return { outcome: await stopAt(desk, attempt, blocker) };
      if (refused && (await desk.store.hidesRefs()))
        return { outcome: await giveUp(desk, attempt, { detail: why.detail, failure: HIDDEN.failure }) };
      const isFinal = why.failure !== undefined && !isPassing(why.failure);
      if (isFinal || !(await patience.again())) return { outcome: await giveUp(desk, attempt, why) };
      const fresh = isRenewalDue(held.leaseFrom, held.record.leaseS, bootInstant(desk.machine));
      if (step.parent === parent && !fresh) return { attempt };
      if (step.parent === parent && !(await abandonClaim(desk, held)))
        return { outcome: stayUnknown('the server was busy') };
      await desk.memory.forget(held.claim);
      return { attempt: await prepare(desk, wish, step.parent) };
    }
    case 'withdraw':
    case 'bar':
    case 'reap-own':
      if (!(await takeBack(desk, attempt, step)))
        return { outcome: stayUnknown('the server applied a part') };
      await desk.memory.forget(held.claim);
      if (!(await patience.again()))
        return { outcome: await giveUp(desk, attempt, { detail: 'the server applied a part' }) };
      return { attempt: await prepare(desk, wish, parent) };
    case 'clear':
      await clearObstacles(desk, step.obstacles);
      if (!(await patience.again())) return { outcome: await giveUp(desk, attempt, why) };
      return { attempt };
    case 'take-over': {
      if (!(await patience.again())) return { outcome: await giveUp(desk, attempt, why) };
      // the same objects again, unless they are another claim's successor or have become old
      if (attempt.over?.anchor === step.claim.anchor && parent === step.claim.task.tip) {
        if (!isRenewalDue(held.leaseFrom, held.record.leaseS, bootInstant(desk.machine))) return { attempt };
        if (!(await abandonClaim(desk, held))) return { outcome: stayUnknown('the server was busy') };
      }
      await desk.memory.forget(held.claim);
      const over = { anchor: step.claim.anchor, locks: step.claim.locks.map(({ lock }) => lock) };
      return { attempt: await prepare(desk, wish, step.claim.task.tip, over) };
    }
    case 'task-held':
      // it was taken for over when a take-over of it was sent, and no more: it is not ours to bar
      if (attempt.uncertain && step.by.tip === parent)
        return { outcome: stayUnknown('it is held, but an earlier sending may still arrive') };
      await desk.memory.forget(held.claim);
      return { outcome: { kind: 'task-held', by: step.by } };
    case 'task-done':
      await desk.memory.forget(held.claim);
      return { outcome: { kind: 'task-done', record: step.record, tip: step.tip } };
    case 'held': {
      const stray = blockedByStray(desk.store, step.obstacles);
      if (stray) return { outcome: await stopAt(desk, attempt, stray) };
      if (attempt.uncertain && !(await abandonClaim(desk, held)))
        return { outcome: stayUnknown('it is held, but an earlier sending may still arrive') };
      await desk.memory.forget(held.claim);
      return { outcome: { kind: 'held', obstacles: step.obstacles } };
    }
    default:
      return unreachable(step);
  }
}

/** Undoes what a server applied in part. False: it is not known to be undone. */
async function takeBack(
  desk: ClaimDesk,
  { held }: Attempt,
  step: Extract<TakeStep, { do: 'withdraw' | 'bar' | 'reap-own' }>,
): Promise<boolean> {
  if (step.do === 'bar') return abandonClaim(desk, held, step.locks);
  if (step.do === 'withdraw') return (await endClaim(desk, held, { state: 'released' })).kind !== 'failed';
  await desk.store.commit(reapTransaction(step.locks, held.anchor));
  return true; // it has ended: what is left of it is litter
}

/** What could not be taken back may still land. It stays in the memory, not believed in: the next command looks for it. */
const stayUnknown = (detail: string): TakeOutcome => ({ kind: 'unknown', detail });
