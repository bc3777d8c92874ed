import type { TaskId } from '../../../core/model/ids.ts';
import { unreachable } from '../../../core/model/unreachable.ts';
import type { RunHappening } from '../../../core/run/run-event.ts';
import type { TakeOutcome } from '../../claim/claim-attempt.ts';
import { storeProblem } from '../../store-problem.ts';
import { heldProblem, mayPass, taskHeldProblem } from '../describe-failure.ts';
import type { With } from '../run-context.ts';

type NotClaimed = Exclude<TakeOutcome, { readonly kind: 'claimed' | 'task-done' }>;

/** Why a task could not be claimed: somebody holds it or a path of it, or the table did not say. */
export function notClaimed({ claimant }: With<'claimant'>, id: TaskId, outcome: NotClaimed): RunHappening {
  switch (outcome.kind) {
    case 'held':
      return { kind: 'held', task: id, problem: heldProblem(id, outcome.obstacles) };
    case 'task-held':
      return { kind: 'held', task: id, problem: taskHeldProblem(id, outcome.by) };
    case 'failed': {
      const problem = storeProblem(outcome.failure, claimant.store.table);
      return { kind: 'claim-failed', task: id, problem, mayPass: mayPass(outcome.failure) };
    }
    case 'unknown': {
      const data = { table: claimant.store.table, detail: outcome.detail };
      const problem = { code: 'outcome-unknown', data } as const;
      return { kind: 'claim-failed', task: id, problem, mayPass: true };
    }
    default:
      return unreachable(outcome);
  }
}
