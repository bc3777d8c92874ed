import type { TaskId } from '../../../core/model/ids.ts';
import { problemOf } from '../../../core/model/problem.ts';
import { expandTasks } from '../../../core/run/expand-tasks.ts';
import { MOST_ITEMS } from '../../../core/run/read-items.ts';
import type { RunHappening } from '../../../core/run/run-event.ts';
import { digestTasks } from '../../opening/digest-tasks.ts';
import { readConditions } from '../../opening/read-conditions.ts';
import { tasksOfRun } from '../../run/starting-run.ts';
import type { With } from '../run-context.ts';

type Expands = With<
  | 'agentSettings'
  | 'growth'
  | 'handoffs'
  | 'known'
  | 'plan'
  | 'publishing'
  | 'recogniseMore'
  | 'roles'
  | 'settings'
>;

/**
 * Makes the tasks for the items of a list that a task has left. Nothing is written: whoever has the plan and what that
 * task left comes to the same ones, and what of them is done already is seen as at the beginning.
 */
export async function expandList(context: Expands, source: TaskId): Promise<RunHappening> {
  const { growth, handoffs, plan, publishing } = context;
  const outputs = handoffs.of(source)?.outputs ?? {};
  const expanded = expandTasks(plan.tasks, { source, outputs });
  if (!expanded.ok) {
    const { output, trouble } = expanded;
    const item = 'item' in trouble ? trouble.item : '';
    const data = { task: source, output, reason: trouble.reason, item, max: MOST_ITEMS };
    return { kind: 'not-expanded', task: source, problem: problemOf('items-unusable', data) };
  }
  const before = new Set(plan.tasks.map(({ id }) => id));
  const made = expanded.tasks.filter(({ id }) => !before.has(id));
  const digests = await digestTasks(publishing, { head: plan.head, tasks: made });
  const known = (await context.recogniseMore?.({ ...plan, tasks: made }, digests)) ?? new Map();
  const conditions = await readConditions(expanded.tasks, plan.state);
  growth.grow({ tasks: expanded.tasks, digests, conditions, known });
  for (const [id, { handoff }] of known) if (handoff !== undefined) handoffs.leave(id, handoff);
  return { kind: 'expanded', task: source, tasks: tasksOfRun(context) };
}
