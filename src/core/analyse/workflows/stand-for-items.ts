import type { TaskId } from '../../model/ids.ts';
import type { Task } from '../../model/task.ts';
import type { ForEach } from '../../model/workflow-settings.ts';

/**
 * Of a workflow that is done for each entry of a list that one of its steps leaves: that step and what goes before it are
 * done once; every other one stands for as many tasks as the list will have, and waits for it.
 */
export function standForItems(
  tasks: readonly Task[],
  { forEach, idOf }: { readonly forEach: ForEach; readonly idOf: (step: string) => TaskId },
): readonly Task[] {
  if (typeof forEach !== 'object' || 'items' in forEach) return tasks;
  const source = idOf(forEach.step);
  const byId = new Map(tasks.map((task) => [task.id, task]));
  const once = behind(source, byId);
  return tasks.flatMap((task) => {
    if (once.has(task.id)) return [task];
    if (!byId.has(source)) return []; // no changed file concerns it, so there is no list
    const needs = behind(task.id, byId).has(source) ? task.needs : [...task.needs, source];
    return [{ ...task, needs, forEach: { task: source, output: forEach.output } }];
  });
}

/** A task and all that goes before it. */
function behind(id: TaskId, byId: ReadonlyMap<TaskId, Task>): ReadonlySet<TaskId> {
  const found = new Set<TaskId>();
  const open = [id];
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    if (found.has(at)) continue;
    found.add(at);
    open.push(...(byId.get(at)?.needs ?? []));
  }
  return found;
}
