import { errorAt } from '../parse/located.ts';
import { type ConfigRule, whereOf } from './rule.ts';

/** What is to be joined is known when the plan is made: of a list that a step leaves nobody knows the items by then. */
export const batchesJoin: ConfigRule = (context) =>
  Object.entries(context.input.workflows).flatMap(([name, workflow]) => {
    if (Array.isArray(workflow) || workflow.batch === undefined) return [];
    const each = workflow.for_each;
    if (typeof each !== 'object' || typeof each.item !== 'string') return [];
    const where = whereOf(context, 'workflows', name, 'batch');
    return [errorAt(where, 'key-without-effect', { key: 'batch', why: 'unknown-items' })];
  });
