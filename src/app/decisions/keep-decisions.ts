import {
  type DecisionSeen,
  decisionRef,
  readDecisions,
  writeDecision,
} from '../../core/claim/decision-record.ts';
import { DECISIONS } from '../../core/claim/refs.ts';
import { commitObject } from '../../core/claim/state-commit.ts';
import type { Decision } from '../../core/model/decision.ts';
import { type Checked, type Problem, problemOf } from '../../core/model/problem.ts';
import type { Claimant } from '../claim/claimant.ts';
import { HIDDEN } from '../claim/observe.ts';
import { isOutOfReach, isPassing, retryBudgetOf } from '../claim/retry-budget.ts';
import type { RefUpdate, StateObject } from '../ports/ref-store.ts';
import { storeProblem } from '../store-problem.ts';

const accept = <T>(value: T): Checked<T> => ({ ok: true, value, warnings: [] });
const refuse = (problem: Problem): Checked<never> => ({ ok: false, problems: [problem] });

/** What people have decided, oldest first. */
export async function listDecisions({ store }: Claimant): Promise<Checked<readonly DecisionSeen[]>> {
  const listed = await store.list([DECISIONS]);
  const seen = listed.ok && listed.value.size === 0 && (await store.hidesRefs()) ? HIDDEN : listed;
  if (!seen.ok) return refuse(storeProblem(seen.failure, store.table));
  return accept(readDecisions(seen.value, await store.read([...new Set(seen.value.values())])));
}

/**
 * Remembers a decision for the whole team: its own ref, made once. It is looked at afterwards, so that whoever decides
 * has it also when the table cannot be seen in time.
 */
export async function keepDecision(claimant: Claimant, decision: Decision): Promise<Checked<undefined>> {
  const { objectFormat: format } = claimant.store;
  const commit = commitObject({ message: writeDecision(decision), at: decision.at, parent: null, format });
  const update = { ref: decisionRef(decision.id), expect: null, to: commit.oid };
  const kept = await send(claimant, update, [commit]);
  if (kept.ok) await claimant.store.list([DECISIONS]);
  return kept;
}

/** Takes a decision back. One that somebody else took back meanwhile is gone as well. */
export async function forgetDecision(claimant: Claimant, seen: DecisionSeen): Promise<Checked<undefined>> {
  const gone = await send(claimant, { ref: seen.ref, expect: seen.tip, to: null }, []);
  if (gone.ok) await claimant.store.list([DECISIONS]);
  return gone;
}

/** One update; where nobody knows whether it came through, the table is looked at, and it is sent again. */
async function send(
  claimant: Claimant,
  update: RefUpdate,
  objects: readonly StateObject[],
): Promise<Checked<undefined>> {
  const { store } = claimant;
  const budget = retryBudgetOf(claimant);
  for (;;) {
    const outcome = await store.commit({ updates: [update], objects });
    if (outcome.kind === 'applied') return accept(undefined);
    if (outcome.kind === 'failed') {
      const { failure } = outcome;
      const mayPass = isPassing(failure) && !isOutOfReach(failure);
      if (mayPass && (await budget.again(failure.retryAfterS))) continue;
      return refuse(storeProblem(failure, store.table));
    }
    const listed = await store.list([update.ref]);
    if (listed.ok && (listed.value.get(update.ref) ?? null) === update.to) return accept(undefined);
    if (!(await budget.again())) {
      const detail = outcome.kind === 'unknown' ? outcome.detail : 'the server refuses this one ref';
      return refuse(problemOf('outcome-unknown', { table: store.table, detail }));
    }
  }
}
