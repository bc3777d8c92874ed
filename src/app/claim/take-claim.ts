import { decideTake, type TakeStep } from '../../core/claim/decide-take.ts';
import { isRenewalDue } from '../../core/claim/lease.ts';
import { reapTransaction } from '../../core/claim/transactions.ts';
import { unreachable } from '../../core/model/unreachable.ts';
import { type Attempt, type ClaimWish, prepare, type TakeOutcome } from './claim-attempt.ts';
import { bootInstant, type Claimant } from './claimant.ts';
import { abandonClaim, clearObstacles } from './clear-claims.ts';
import { endClaim } from './end-claim.ts';
import { blockedByStray, findBlocker, refsOf, stopAt } from './find-blocker.ts';
import { HIDDEN, observe } from './observe.ts';
import { isPassing, type RetryBudget, retryBudgetOf } from './retry-budget.ts';
import { confirm, giveUp, type Sent, send, type WhyGivenUp } from './send-attempt.ts';

/**
 * Takes all of the paths and the task, or nothing; one round trip when nothing stands in the way. Who has been refused
 * before looks first (`lookFirst`), so that waiting pushes nothing.
 */
export async function takeClaim(
  claimant: Claimant,
  wish: ClaimWish,
  signal?: AbortSignal,
): Promise<TakeOutcome> {
  const retryBudget = retryBudgetOf(claimant, signal);
  const attempt = await prepare(claimant, wish, wish.parent ?? null);
  const sent = wish.lookFirst ? NOT_SENT : await send(claimant, attempt, wish.alongside);
  return goOnTaking({ claimant, wish, attempt, retryBudget, sent });
}

const NOT_SENT: Sent = {
  kind: 'look',
  detail: 'the table could not be read',
  uncertain: false,
  reached: false,
};

interface Taking {
  readonly claimant: Claimant;
  readonly wish: ClaimWish;
  readonly attempt: Attempt;
  readonly retryBudget: RetryBudget;
}

/** From the first sending of a claim, alone or with others, to its end. */
export async function goOnTaking(taking: Taking & { readonly sent: Sent }): Promise<TakeOutcome> {
  const { claimant } = taking;
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
    if (retryAfterS !== undefined && !(await taking.retryBudget.again(retryAfterS)))
      return giveUp(claimant, attempt, why);
    const step = await look({ ...taking, attempt, why });
    if ('outcome' in step) return step.outcome;
    const next = await follow({ ...taking, attempt, step: step.step, why });
    if ('outcome' in next) return next.outcome;
    attempt = next.attempt;
    sent = await send(claimant, attempt); // without what went alongside: it may be what was refused
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
  const { claimant, wish, attempt, retryBudget } = ask;
  const wanted = wish.paths.map(({ lock }) => lock);
  for (;;) {
    const seen = await observe(claimant, { locks: wanted, taskRefs: [attempt.held.taskRef] });
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
    if (!isPassing(failure) || !(await retryBudget.again(failure.retryAfterS)))
      return { outcome: await giveUp(claimant, attempt, { failure, ...ask.why }) };
  }
}

type Next = { readonly attempt: Attempt } | { readonly outcome: TakeOutcome };

async function follow(ask: Taking & { readonly step: TakeStep; readonly why: WhySentAgain }): Promise<Next> {
  const { claimant, wish, attempt, retryBudget, step } = ask;
  const { refused, ...why } = ask.why;
  const { held } = attempt;
  const { parent } = held;
  switch (step.do) {
    case 'confirm':
      return { outcome: await confirm(claimant, held) };
    case 'send': {
      // refused, and nobody is there: it was just given back, or something else is there, or is kept from who looks
      const blocker = refused ? await findBlocker(claimant.store, refsOf(attempt.held)) : undefined;
      if (blocker) return { outcome: await stopAt(claimant, attempt, blocker) };
      if (refused && (await claimant.store.hidesRefs()))
        return { outcome: await giveUp(claimant, attempt, { detail: why.detail, failure: HIDDEN.failure }) };
      const isFinal = why.failure !== undefined && !isPassing(why.failure);
      if (isFinal || !(await retryBudget.again())) return { outcome: await giveUp(claimant, attempt, why) };
      const fresh = isRenewalDue(held.leaseFrom, held.record.leaseS, bootInstant(claimant.machine));
      if (step.parent === parent && !fresh) return { attempt };
      if (step.parent === parent && !(await abandonClaim(claimant, held)))
        return { outcome: stayUnknown('the server was busy') };
      await claimant.memory.forget(held.claim);
      return { attempt: await prepare(claimant, wish, step.parent) };
    }
    case 'withdraw':
    case 'bar':
    case 'reap-own':
      if (!(await takeBack(claimant, attempt, step)))
        return { outcome: stayUnknown('the server applied a part') };
      await claimant.memory.forget(held.claim);
      if (!(await retryBudget.again()))
        return { outcome: await giveUp(claimant, attempt, { detail: 'the server applied a part' }) };
      return { attempt: await prepare(claimant, wish, parent) };
    case 'clear':
      await clearObstacles(claimant, step.obstacles);
      if (!(await retryBudget.again())) return { outcome: await giveUp(claimant, attempt, why) };
      return { attempt };
    case 'take-over': {
      if (!(await retryBudget.again())) return { outcome: await giveUp(claimant, attempt, why) };
      // the same objects again, unless they are another claim's successor or have become old
      if (attempt.over?.anchor === step.claim.anchor && parent === step.claim.task.tip) {
        if (!isRenewalDue(held.leaseFrom, held.record.leaseS, bootInstant(claimant.machine)))
          return { attempt };
        if (!(await abandonClaim(claimant, held))) return { outcome: stayUnknown('the server was busy') };
      }
      await claimant.memory.forget(held.claim);
      const over = { anchor: step.claim.anchor, locks: step.claim.locks.map(({ lock }) => lock) };
      return { attempt: await prepare(claimant, wish, step.claim.task.tip, over) };
    }
    case 'task-held':
      // it was taken for over when a take-over of it was sent, and no more: it is not ours to bar
      if (attempt.uncertain && step.by.tip === parent)
        return { outcome: stayUnknown('it is held, but an earlier sending may still arrive') };
      await claimant.memory.forget(held.claim);
      return { outcome: { kind: 'task-held', by: step.by } };
    case 'task-done':
      await claimant.memory.forget(held.claim);
      return { outcome: { kind: 'task-done', record: step.record, tip: step.tip } };
    case 'held': {
      const stray = blockedByStray(claimant.store, step.obstacles);
      if (stray) return { outcome: await stopAt(claimant, attempt, stray) };
      if (attempt.uncertain && !(await abandonClaim(claimant, held)))
        return { outcome: stayUnknown('it is held, but an earlier sending may still arrive') };
      await claimant.memory.forget(held.claim);
      return { outcome: { kind: 'held', obstacles: step.obstacles } };
    }
    default:
      return unreachable(step);
  }
}

/** Undoes what a server applied in part. False: it is not known to be undone. */
async function takeBack(
  claimant: Claimant,
  { held }: Attempt,
  step: Extract<TakeStep, { do: 'withdraw' | 'bar' | 'reap-own' }>,
): Promise<boolean> {
  if (step.do === 'bar') return abandonClaim(claimant, held, step.locks);
  if (step.do === 'withdraw')
    return (await endClaim(claimant, held, { state: 'released' })).kind !== 'failed';
  await claimant.store.commit(reapTransaction(step.locks, held.anchor));
  return true; // it has ended: what is left of it is litter
}

/** What could not be taken back may still land. It stays in the memory, not believed in: the next command looks for it. */
const stayUnknown = (detail: string): TakeOutcome => ({ kind: 'unknown', detail });
