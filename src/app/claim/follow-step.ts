import type { TakeStep } from '../../core/claim/decide-take.ts';
import { isRenewalDue } from '../../core/claim/lease.ts';
import { reapTransaction } from '../../core/claim/transactions.ts';
import { unreachable } from '../../core/model/unreachable.ts';
import { type Attempt, type ClaimWish, prepare, type TakeOutcome } from './claim-attempt.ts';
import { bootInstant, type Claimant, type HeldClaim } from './claimant.ts';
import { abandonClaim, clearObstacles } from './clear-claims.ts';
import { endClaim } from './end-claim.ts';
import { blockedByStray, findBlocker, refsOf, stopAt } from './find-blocker.ts';
import { HIDDEN } from './observe.ts';
import { isPassing, type RetryBudget } from './retry-budget.ts';
import { confirm, giveUp, type WhyGivenUp } from './send-attempt.ts';

/** A claim on its way. */
export interface Taking {
  readonly claimant: Claimant;
  readonly wish: ClaimWish;
  readonly attempt: Attempt;
  readonly retryBudget: RetryBudget;
}

/** What is said where a sending is not tried again. */
export type WhySentAgain = WhyGivenUp & { readonly refused: boolean };

/** What is sent next, or how it ended. */
export type Next = { readonly attempt: Attempt } | { readonly outcome: TakeOutcome };

type Asked = Taking & { readonly why: WhySentAgain };

type StepOf<Do extends TakeStep['do']> = Extract<TakeStep, { readonly do: Do }>;

/** Does what was decided after a look, up to the next sending. */
export async function followStep(ask: Asked, step: TakeStep): Promise<Next> {
  const { claimant, attempt } = ask;
  const { claim, parent } = attempt.held;
  switch (step.do) {
    case 'confirm':
      return { outcome: await confirm(claimant, attempt.held) };
    case 'send':
      return sendAgain(ask, step);
    case 'withdraw':
    case 'bar':
    case 'reap-own':
      return beginAnew(ask, step);
    case 'clear':
      await clearObstacles(claimant, step.obstacles);
      return (await ask.retryBudget.again()) ? { attempt } : stop(ask);
    case 'take-over':
      return takeOver(ask, step);
    case 'task-held':
      // it was taken for over when a take-over of it was sent, and no more: it is not ours to bar
      if (attempt.uncertain && step.by.tip === parent) return stayUnknown(MAY_ARRIVE);
      await claimant.memory.forget(claim);
      return { outcome: { kind: 'task-held', by: step.by } };
    case 'task-done':
      await claimant.memory.forget(claim);
      return { outcome: { kind: 'task-done', record: step.record, tip: step.tip } };
    case 'held':
      return standBack(ask, step);
    default:
      return unreachable(step);
  }
}

/** Nobody is there, or was when we looked. */
async function sendAgain(ask: Asked, step: StepOf<'send'>): Promise<Next> {
  const { claimant, wish, attempt, retryBudget } = ask;
  const { refused, ...why } = ask.why;
  const { held } = attempt;
  // refused, and nobody is there: it was just given back, or something else is there, or is kept from who looks
  const blocker = refused ? await findBlocker(claimant.store, refsOf(held)) : undefined;
  if (blocker) return { outcome: await stopAt(claimant, attempt, blocker) };
  if (refused && (await claimant.store.hidesRefs()))
    return { outcome: await giveUp(claimant, attempt, { detail: why.detail, failure: HIDDEN.failure }) };
  const isFinal = why.failure !== undefined && !isPassing(why.failure);
  if (isFinal || !(await retryBudget.again())) return stop(ask);
  const isSame = step.parent === held.parent;
  if (isSame && !isOld(claimant, held)) return { attempt };
  if (isSame && !(await abandonClaim(claimant, held))) return stayUnknown('the server was busy');
  await claimant.memory.forget(held.claim);
  return { attempt: await prepare(claimant, wish, step.parent) };
}

/** A part of it was applied, which is taken back. */
async function beginAnew(ask: Asked, step: StepOf<'withdraw' | 'bar' | 'reap-own'>): Promise<Next> {
  const { claimant, wish, attempt, retryBudget } = ask;
  const { held } = attempt;
  const detail = 'the server applied a part';
  if (!(await takeBack(claimant, held, step))) return stayUnknown(detail);
  await claimant.memory.forget(held.claim);
  if (!(await retryBudget.again())) return { outcome: await giveUp(claimant, attempt, { detail }) };
  return { attempt: await prepare(claimant, wish, held.parent) };
}

/** Undoes what a server applied in part. False: it is not known to be undone. */
async function takeBack(
  claimant: Claimant,
  held: HeldClaim,
  step: StepOf<'withdraw' | 'bar' | 'reap-own'>,
): Promise<boolean> {
  if (step.do === 'bar') return abandonClaim(claimant, held, step.locks);
  if (step.do === 'withdraw')
    return (await endClaim(claimant, held, { state: 'released' })).kind !== 'failed';
  await claimant.store.commit(reapTransaction(step.locks, held.anchor));
  return true; // it has ended: what is left of it is litter
}

/** The same objects again, unless they are another claim's successor or have become old. */
async function takeOver(ask: Asked, { claim }: StepOf<'take-over'>): Promise<Next> {
  const { claimant, wish, attempt, retryBudget } = ask;
  const { held, over } = attempt;
  if (!(await retryBudget.again())) return stop(ask);
  if (over?.anchor === claim.anchor && held.parent === claim.task.tip) {
    if (!isOld(claimant, held)) return { attempt };
    if (!(await abandonClaim(claimant, held))) return stayUnknown('the server was busy');
  }
  await claimant.memory.forget(held.claim);
  const locks = claim.locks.map(({ lock }) => lock);
  return { attempt: await prepare(claimant, wish, claim.task.tip, { anchor: claim.anchor, locks }) };
}

/** Somebody holds it. */
async function standBack({ claimant, attempt }: Asked, { obstacles }: StepOf<'held'>): Promise<Next> {
  const stray = blockedByStray(claimant.store, obstacles);
  if (stray) return { outcome: await stopAt(claimant, attempt, stray) };
  if (attempt.uncertain && !(await abandonClaim(claimant, attempt.held))) return stayUnknown(MAY_ARRIVE);
  await claimant.memory.forget(attempt.held.claim);
  return { outcome: { kind: 'held', obstacles } };
}

async function stop({ claimant, attempt, why: { refused, ...why } }: Asked): Promise<Next> {
  return { outcome: await giveUp(claimant, attempt, why) };
}

/** Its lease began so long ago that it would be renewed as soon as it was taken. */
const isOld = ({ machine }: Claimant, { leaseFrom, record }: HeldClaim): boolean =>
  isRenewalDue(leaseFrom, record.leaseS, bootInstant(machine));

const MAY_ARRIVE = 'it is held, but an earlier sending may still arrive';

/** What could not be taken back may still land. It stays in the memory, not believed in: the next command looks for it. */
const stayUnknown = (detail: string): Next => ({ outcome: { kind: 'unknown', detail } });
