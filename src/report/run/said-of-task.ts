import type { Plan } from '../../core/model/plan.ts';

/** What it is, for who reads the report without the plan. */
export function saidOf({ tasks }: Plan, id: string): Record<string, unknown> {
  const task = tasks.find((one) => one.id === id);
  return task === undefined
    ? {}
    : { title: task.title, kind: task.kind, ...(task.source ? { source: task.source } : {}) };
}
