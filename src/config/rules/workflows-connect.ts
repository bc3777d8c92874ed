import type { Problem } from '../../core/model/problem.ts';
import { cycleProblem } from '../normalize/cycle-problem.ts';
import { findCycles } from '../normalize/find-cycles.ts';
import { asList } from '../normalize/normalize-parts.ts';
import { errorAt, findNearest } from '../parse/located.ts';
import { nearest } from '../schema/nearest.ts';
import { type ConfigRule, whereOf, workflowEntries } from './rule.ts';

/** Steps of a workflow have names of their own and wait for steps that exist, never for themselves. */
export const workflowsConnect: ConfigRule = (context) =>
  workflowEntries(context.input).flatMap(({ steps, path }) => {
    const problems: Problem[] = [];
    const needs = new Map<string, readonly string[]>();
    steps.forEach((step, index) => {
      if (!needs.has(step.task)) needs.set(step.task, asList(step.depends_on));
      else {
        const { where } = findNearest(context.node, [...path, index, 'task']);
        problems.push(errorAt(where, 'duplicate-id', { id: step.task }));
      }
    });
    steps.forEach((step, index) => {
      for (const name of asList(step.depends_on)) {
        if (needs.has(name)) continue;
        const near = nearest(name, [...needs.keys()]);
        const data = { id: name, by: step.task, ...(near !== undefined && { nearest: near }) };
        problems.push(errorAt(whereOf(context, ...path, index, 'depends_on'), 'unknown-id', data));
      }
    });
    for (const cycle of findCycles(needs))
      problems.push(
        cycleProblem(cycle, {
          at: findNearest(context.node, path),
          listsOf: (name) => {
            const index = steps.findIndex(({ task }) => task === name);
            return [findNearest(context.node, [...path, index, 'depends_on'])];
          },
        }),
      );
    return problems;
  });
