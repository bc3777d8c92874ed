import { PLACEHOLDERS } from '../../core/agents/fill-in-words.ts';
import type { Problem } from '../../core/model/problem.ts';
import { unsafePath } from '../../core/paths/unsafe-path.ts';
import { parseMinutes } from '../parse/duration.ts';
import { errorAt, findNearest, isList, type Located, type PathKey } from '../parse/located.ts';
import type { WrittenCondition } from '../rules/check-conditions.ts';
import { checkCommand } from '../rules/commands-are-usable.ts';
import { checkPlaceholders } from '../rules/placeholders-are-known.ts';
import { nearest } from '../schema/nearest.ts';
import type { TaskInput } from '../schema/tasks-schema.ts';
import { cycleProblem } from './cycle-problem.ts';
import { findCycles } from './find-cycles.ts';
import { checkGlob } from './glob-trouble.ts';
import { asList, plainPath } from './normalize-parts.ts';

/** What a schema cannot say about tasks: their names, what they wait for, and which paths they may name. */
export function checkTasks(tasks: readonly TaskInput[], node: Located): readonly Problem[] {
  const at = (...path: readonly PathKey[]) => findNearest(node, ['tasks', ...path]);
  return [
    ...checkReferences(tasks, at),
    ...tasks.flatMap((task, index) => [
      ...itemsOf(at(index, 'files'), asList(task.files)).flatMap(({ text, where }) => checkFile(text, where)),
      ...itemsOf(at(index, 'writes'), asList(task.writes)).flatMap(({ text, where }) =>
        checkGlob(text, where),
      ),
      ...itemsOf(at(index, 'creates'), asList(task.creates)).flatMap(({ text, where }) =>
        checkGlob(text, where),
      ),
      ...itemsOf(at(index, 'reads'), asList(task.reads)).flatMap(({ text, where }) => checkGlob(text, where)),
      ...checkLimits(task, at(index, 'timeout')),
      ...checkEstimate(task, at(index, 'estimate')),
      ...(task.command === undefined
        ? []
        : checkTaskCommand(task.command, task.shell, at(index, 'command').where)),
    ]),
  ];
}

/** The conditions of tasks, each with what it may ask for: the tasks that it needs. */
export function conditionsOf(tasks: readonly TaskInput[], node: Located): readonly WrittenCondition[] {
  const outputs = new Map(tasks.map(({ id, outputs: declared = [] }) => [id, declared]));
  return tasks.flatMap((task, index) => {
    if (task.if === undefined) return [];
    const { where } = findNearest(node, ['tasks', index, 'if']);
    const needs = asList(task.needs).map((id) => [id, outputs.get(id) ?? []] as const);
    return [{ text: task.if, where, needs: new Map(needs) }];
  });
}

/** It stands in place of its agent's: the model of that is none of its words. */
const checkTaskCommand = (
  command: string | readonly string[],
  shell: boolean,
  where: Problem['where'] & object,
): readonly Problem[] => [
  ...checkCommand({ command, shell, where }),
  ...checkPlaceholders({ command, shell, where, known: PLACEHOLDERS.filter((name) => name !== 'model') }),
];

type At = (...path: readonly PathKey[]) => Located;

function checkReferences(tasks: readonly TaskInput[], at: At): readonly Problem[] {
  const problems: Problem[] = [];
  const ids = new Map<string, number>();
  tasks.forEach(({ id }, index) => {
    const first = ids.get(id);
    if (first === undefined) ids.set(id, index);
    else {
      const line = at(first, 'id').where.line;
      const data = { id, ...(line !== undefined && { firstLine: line }) };
      problems.push(errorAt(at(index, 'id').where, 'duplicate-id', data));
    }
  });
  const known = [...ids.keys()];
  tasks.forEach((task, index) => {
    for (const id of asList(task.needs).filter((each) => !ids.has(each))) {
      const near = nearest(id, known);
      const data = { id, by: task.id, ...(near !== undefined && { nearest: near }) };
      problems.push(errorAt(at(index, 'needs').where, 'unknown-id', data));
    }
  });
  // `after` orders as well where both are there; a task may not name itself in either.
  const edges = new Map(tasks.map((task) => [task.id, [...asList(task.needs), ...asList(task.after)]]));
  for (const cycle of findCycles(edges)) {
    const indexOf = (id: string | undefined): number => ids.get(id ?? '') ?? 0;
    const listsOf = (id: string) => (['needs', 'after'] as const).map((key) => at(indexOf(id), key));
    problems.push(cycleProblem(cycle, { at: at(indexOf(cycle[0]), 'needs'), listsOf }));
  }
  return problems;
}

function itemsOf(node: Located, texts: readonly string[]) {
  const items = isList(node.content) ? node.content : [];
  return texts.map((text, index) => ({ text: plainPath(text), where: (items[index] ?? node).where }));
}

/** An entry of `files` is a name unless it has a star or a question mark: `[id].tsx` and `{a,b}` are names. */
const checkFile = (text: string, where: Problem['where'] & object): readonly Problem[] => {
  if (/[*?]/.test(text)) return checkGlob(text, where);
  const reason = unsafePath(text);
  return reason === undefined ? [] : [errorAt(where, 'unsafe-path', { path: text, reason })];
};

function checkLimits({ timeout }: TaskInput, node: Located): readonly Problem[] {
  if (timeout === undefined) return [];
  const minutes = parseMinutes(timeout);
  if (minutes !== undefined && minutes >= 1 / 60 && minutes <= 1440) return [];
  return [errorAt(node.where, 'out-of-range', { value: String(timeout), min: '1s', max: '24h' })];
}

function checkEstimate({ estimate }: TaskInput, node: Located): readonly Problem[] {
  const minutes = typeof estimate === 'string' ? parseMinutes(estimate) : 1;
  if (minutes !== undefined && minutes >= 1 && minutes <= 10_000) return [];
  return [errorAt(node.where, 'out-of-range', { value: String(estimate), min: '1m', max: '6d' })];
}
