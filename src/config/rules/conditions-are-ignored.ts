import { warningAt } from '../parse/located.ts';
import { type ConfigRule, whereOf, workflowEntries } from './rule.ts';

/** Conditions are read and shown, but nothing evaluates them yet: whoever writes one must know that. */
export const conditionsAreIgnored: ConfigRule = (context) => [
  ...workflowEntries(context.input).flatMap(({ steps, path }) =>
    steps.flatMap((step, index) =>
      step.if === undefined
        ? []
        : [warningAt(whereOf(context, ...path, index, 'if'), 'condition-ignored', { condition: step.if })],
    ),
  ),
  ...Object.entries(context.input.workflows).flatMap(([name, workflow]) =>
    Array.isArray(workflow) || workflow.if === undefined
      ? []
      : [
          warningAt(whereOf(context, 'workflows', name, 'if'), 'condition-ignored', {
            condition: workflow.if,
          }),
        ],
  ),
];
