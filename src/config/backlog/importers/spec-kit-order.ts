import type { ChecklistEntry } from '../markdown/checklist-entries.ts';
import type { Section } from '../markdown/sections.ts';

/** A line of `tasks.md`. */
export interface SpecTask {
  readonly number: string;
  readonly entry: ChecklistEntry;
  readonly words: string;
  readonly parallel: boolean;
  /** `US1` */
  readonly story: string | undefined;
  readonly phase: Section;
}

/**
 * What each task waits for, by numbers. In a phase one without `[P]` waits for all before it, and those after it wait for
 * it. A phase of a story waits for the last phase that is no story's; any other one for everything before it.
 */
export function orderPhases(tasks: readonly SpecTask[]): ReadonlyMap<SpecTask, readonly string[]> {
  const needs = new Map<SpecTask, readonly string[]>();
  let common: readonly string[] = [];
  let ends: readonly string[] = [];
  for (const phase of phasesOf(tasks)) {
    const isStory = phase.some(({ story }) => story !== undefined);
    const before = isStory ? common : ends;
    let barrier: readonly string[] = [];
    let since: string[] = [];
    for (const task of phase) {
      const waits = task.parallel ? barrier : [...barrier, ...since];
      needs.set(task, waits.length > 0 ? waits : before);
      if (task.parallel) since.push(task.number);
      else {
        barrier = [task.number];
        since = [];
      }
    }
    const last = since.length > 0 ? [...since, ...barrier] : barrier;
    ends = isStory ? [...ends, ...last] : last;
    if (!isStory) common = last;
  }
  return needs;
}

function phasesOf(tasks: readonly SpecTask[]): readonly (readonly SpecTask[])[] {
  const phases = new Map<SpecTask['phase'], SpecTask[]>();
  for (const task of tasks) {
    const phase = phases.get(task.phase);
    if (phase === undefined) phases.set(task.phase, [task]);
    else phase.push(task);
  }
  return [...phases.values()];
}
