import type { TaskId } from '../model/ids.ts';
import type { Task } from '../model/task.ts';
import type { TaskCondition } from './judge-needs.ts';
import { type ItemsTrouble, readItems } from './read-items.ts';

/** An output that a task has to leave. */
export interface WantedOutput {
  readonly name: string;
  /** What it has to be: a condition compares it with a number, or tasks are made of it. */
  readonly as: 'text' | 'number' | 'list';
}

/** What each task has to leave; those that declare nothing are not here. */
export function wantedOutputs(
  tasks: readonly Task[],
  conditions: ReadonlyMap<TaskId, TaskCondition>,
): ReadonlyMap<TaskId, readonly WantedOutput[]> {
  const numbers = new Set<string>();
  for (const { condition, names } of conditions.values())
    for (const name of condition.names)
      if (name.kind === 'output' && name.asNumber) numbers.add(`${names.get(name.need)} ${name.output}`);
  const lists = new Set(
    tasks.flatMap(({ forEach }) => (forEach ? [`${forEach.task} ${forEach.output}`] : [])),
  );
  return new Map(
    tasks.flatMap(({ id, outputs = [] }) => {
      if (outputs.length === 0) return [];
      const wanted = outputs.map((name): WantedOutput => {
        const key = `${id} ${name}`;
        return { name, as: lists.has(key) ? 'list' : numbers.has(key) ? 'number' : 'text' };
      });
      return [[id, wanted] as const];
    }),
  );
}

/** What of the outputs is not as it has to be; nothing where all are there. */
export interface OutputTrouble {
  readonly missing: readonly string[];
  readonly notNumbers: readonly string[];
  readonly lists: readonly { readonly output: string; readonly trouble: ItemsTrouble }[];
}

export function checkOutputs(
  wanted: readonly WantedOutput[],
  outputs: Readonly<Record<string, string>>,
): OutputTrouble | undefined {
  const outputOf = (name: string): string | undefined =>
    Object.hasOwn(outputs, name) ? outputs[name] : undefined;
  const missing = wanted.filter(({ name }) => outputOf(name) === undefined).map(({ name }) => name);
  const there = wanted.filter(({ name }) => !missing.includes(name));
  const notNumbers = there
    .filter(({ name, as }) => as === 'number' && !isNumber(outputOf(name) ?? ''))
    .map(({ name }) => name);
  const lists = there.flatMap(({ name, as }) => {
    const read = as === 'list' ? readItems(outputOf(name)) : undefined;
    return read === undefined || read.ok ? [] : [{ output: name, trouble: read.trouble }];
  });
  return missing.length + notNumbers.length + lists.length === 0 ? undefined : { missing, notNumbers, lists };
}

const isNumber = (text: string): boolean => text.trim() !== '' && Number.isFinite(Number(text));
