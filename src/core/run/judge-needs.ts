import type { Condition, NeedFact, ValueSeen, Verdict } from '../conditions/condition.ts';
import type { TaskId } from '../model/ids.ts';
import type { PlanState } from '../model/plan.ts';
import { type Problem, problemOf } from '../model/problem.ts';

/** A task's condition, read, with what it rests on beside its needs. */
export interface TaskCondition {
  readonly condition: Condition;
  /** What it calls its needs; a step that the plan has no task of is not in it. */
  readonly names: ReadonlyMap<string, TaskId>;
  readonly state: PlanState;
}

/** Why a task is not done although nothing failed. */
export type SkipReason =
  | { readonly kind: 'condition'; readonly condition: string; readonly seen: readonly ValueSeen[] }
  /** All that it needs were skipped. */
  | { readonly kind: 'needs'; readonly needs: readonly TaskId[] }
  /** It stands for one task for each item of a list, which has none. */
  | { readonly kind: 'no-items'; readonly task: TaskId; readonly output: string };

export interface NeedSeen {
  readonly standing: 'open' | 'done' | 'failed' | 'skipped';
  readonly outputs: Readonly<Record<string, string>>;
  /** Whether it has failed, or something that it needs and that it was skipped for. */
  readonly hasFailed: boolean;
}

/** Whether its needs let a task go. */
export type Turn =
  | { readonly kind: 'waits' | 'goes' }
  | { readonly kind: 'stopped'; readonly because: TaskId }
  | { readonly kind: 'skipped'; readonly why: SkipReason }
  | { readonly kind: 'blocked'; readonly problem: Problem };

export interface JudgedTask {
  readonly id: TaskId;
  readonly needs: readonly TaskId[];
  readonly condition?: TaskCondition;
}

/**
 * A failure stops what needs it, a false condition skips its task and what needs only skipped ones; a task that asks how
 * it went (`failure()`, `always()`) decides that itself. What is in no plan is waited for by nobody. Same facts, same
 * turn: who comes later, on another machine, decides as whoever was there first.
 */
export function judgeNeeds(task: JudgedTask, see: (need: TaskId) => NeedSeen | undefined): Turn {
  const seen = task.needs.flatMap((id) => {
    const need = see(id);
    return need === undefined ? [] : [{ id, ...need }];
  });
  const asks = task.condition?.condition.asksHowItWent === true;
  const failed = seen.find(({ standing }) => standing === 'failed');
  if (failed !== undefined && !asks) return { kind: 'stopped', because: failed.id };
  if (seen.some(({ standing }) => standing === 'open')) return { kind: 'waits' };
  const skipped = seen.filter(({ standing }) => standing === 'skipped').map(({ id }) => id);
  if (!asks && skipped.length > 0 && skipped.length === seen.length)
    return { kind: 'skipped', why: { kind: 'needs', needs: skipped } };
  if (task.condition === undefined) return { kind: 'goes' };
  const verdict = decide(task.condition, { see, hasFailed: seen.some(({ hasFailed }) => hasFailed) });
  return turnOf(task, task.condition, verdict);
}

function decide(
  { condition, names, state }: TaskCondition,
  { see, hasFailed }: { readonly see: (need: TaskId) => NeedSeen | undefined; readonly hasFailed: boolean },
): Verdict {
  const facts = [...names].flatMap(([name, id]): [string, NeedFact][] => {
    const need = see(id);
    return need === undefined ? [] : [[name, { result: RESULT_OF[need.standing], outputs: need.outputs }]];
  });
  return condition.decide({ needs: new Map(facts), state, hasFailed });
}

/** What is still open is asked by nobody. */
const RESULT_OF = { open: 'skipped', done: 'success', failed: 'failure', skipped: 'skipped' } as const;

function turnOf({ id }: JudgedTask, { condition }: TaskCondition, verdict: Verdict): Turn {
  switch (verdict.kind) {
    case 'yes':
      return { kind: 'goes' };
    case 'no':
      return {
        kind: 'skipped',
        why: { kind: 'condition', condition: condition.text, seen: verdict.seen },
      };
    case 'undecided': {
      const { name, why } = verdict;
      const data = { task: id, condition: condition.text, name, why };
      return { kind: 'blocked', problem: problemOf('condition-undecided', data) };
    }
  }
}
