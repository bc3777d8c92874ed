import { decideTake, type TakeStep } from '../../core/claim/decide-take.ts';
import { type ClaimWish, prepare, type TakeOutcome } from './claim-attempt.ts';
import type { Claimant } from './claimant.ts';
import { followStep, type Taking, type WhySentAgain } from './follow-step.ts';
import { observe } from './observe.ts';
import { isPassing, retryBudgetOf } from './retry-budget.ts';
import { giveUp, type Sent, send, type WhyGivenUp } from './send-attempt.ts';

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
    const next = await followStep({ ...taking, attempt, why }, step.step);
    if ('outcome' in next) return next.outcome;
    attempt = next.attempt;
    sent = await send(claimant, attempt); // without what went alongside: it may be what was refused
  }
}

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
