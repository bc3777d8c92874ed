import { decideTake, type TakeStep } from '../../core/claim/decide-take.ts';
import { isRenewalDue } from '../../core/claim/lease.ts';
import { reapTransaction } from '../../core/claim/transactions.ts';
import { unreachable } from '../../core/model/unreachable.ts';
import {
  type Attempt,
  type ClaimWish,
  confirm,
  giveUp,
  prepare,
  send,
  type TakeOutcome,
} from './claim-attempt.ts';
import { abandonClaim, clearObstacles } from './clear-claims.ts';
import { bootInstant, type ClaimDesk } from './desk.ts';
import { endClaim } from './end-claim.ts';
import { observe } from './observe.ts';
import { type Patience, patienceOf } from './patience.ts';

/** Takes all of the paths and the task, or nothing; one round trip when nothing stands in the way. */
export async function takeClaim(
  desk: ClaimDesk,
  wish: ClaimWish,
  signal?: AbortSignal,
): Promise<TakeOutcome> {
  const patience = patienceOf(desk, signal);
  let attempt = await prepare(desk, wish, wish.parent ?? null);
  for (;;) {
    const sent = await send(desk, attempt);
    if (sent.kind === 'done') return sent.outcome;
    if (sent.uncertain) attempt = { ...attempt, uncertain: true };
    const step = await look({ desk, wish, attempt, patience, detail: sent.detail });
    if ('outcome' in step) return step.outcome;
    const next = await follow({ desk, wish, attempt, patience, step: step.step });
    if ('outcome' in next) return next.outcome;
    attempt = next.attempt;
  }
}

type Looked = { readonly step: TakeStep } | { readonly outcome: TakeOutcome };

async function look(ask: {
  readonly desk: ClaimDesk;
  readonly wish: ClaimWish;
  readonly attempt: Attempt;
  readonly patience: Patience;
  readonly detail: string;
}): Promise<Looked> {
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
    if (!(await patience.again(seen.failure.retryAfterS)))
      return { outcome: await giveUp(desk, attempt, ask.detail) };
  }
}

type Next = { readonly attempt: Attempt } | { readonly outcome: TakeOutcome };

async function follow(ask: {
  readonly desk: ClaimDesk;
  readonly wish: ClaimWish;
  readonly attempt: Attempt;
  readonly patience: Patience;
  readonly step: TakeStep;
}): Promise<Next> {
  const { desk, wish, attempt, patience, step } = ask;
  const { held } = attempt;
  const { parent } = held;
  switch (step.do) {
    case 'confirm':
      return { outcome: await confirm(desk, held) };
    case 'send': {
      if (!(await patience.again())) return { outcome: await giveUp(desk, attempt, 'the server was busy') };
      const fresh = isRenewalDue(held.leaseFrom, held.record.leaseS, bootInstant(desk.machine));
      if (step.parent === parent && !fresh) return { attempt };
      if (step.parent === parent) await abandonClaim(desk, held);
      await desk.memory.forget(held.claim);
      return { attempt: await prepare(desk, wish, step.parent) };
    }
    case 'withdraw':
    case 'bar':
    case 'reap-own':
      if (step.do === 'bar') await abandonClaim(desk, held, step.locks);
      else if (step.do === 'withdraw') await endClaim(desk, held, { state: 'released' });
      else await desk.store.commit(reapTransaction(step.locks, held.anchor));
      if (!(await patience.again()))
        return { outcome: await giveUp(desk, attempt, 'the server applied a part') };
      return { attempt: await prepare(desk, wish, parent) };
    case 'clear':
      await clearObstacles(desk, step.obstacles);
      if (!(await patience.again())) return { outcome: await giveUp(desk, attempt, 'the server was busy') };
      return { attempt };
    case 'task-held':
      await desk.memory.forget(held.claim);
      return { outcome: { kind: 'task-held', by: step.by } };
    case 'task-done':
      await desk.memory.forget(held.claim);
      return { outcome: { kind: 'task-done', record: step.record, tip: step.tip } };
    case 'held':
      if (attempt.uncertain) await abandonClaim(desk, held);
      await desk.memory.forget(held.claim);
      return { outcome: { kind: 'held', obstacles: step.obstacles } };
    default:
      return unreachable(step);
  }
}
