import { compareText } from '../model/compare-text.ts';
import type { Task } from '../model/task.ts';

/** One form for all that means the same: lists sorted and without repetition, whole minutes. */
export function normalizeTask(task: Task): Task {
  return {
    ...task,
    files: sorted(task.files),
    writes: sorted(task.writes),
    reads: sorted(task.reads),
    needs: sorted(task.needs),
    after: sorted(task.after).filter((id) => !task.needs.includes(id)),
    skills: Object.fromEntries(Object.entries(task.skills).sort(([a], [b]) => compareText(a, b))),
    estimate: Math.max(1, Math.ceil(task.estimate)),
    ...(task.members === undefined ? {} : { members: task.members.map(normalizeTask) }),
  };
}

/** Sorted by code unit, each value once. */
const sorted = <T extends string>(values: readonly T[]): readonly T[] =>
  [...new Set(values)].sort(compareText);

/** The order in which tasks are named to people where nothing else decides: most valuable first. */
export const byValue = (a: Task, b: Task): number => b.priority - a.priority || compareText(a.id, b.id);
