import type { Problem } from '../../core/model/problem.ts';
import { ITEM } from '../../core/paths/fill-in-item.ts';
import { errorAt } from '../parse/located.ts';
import { nearest } from '../schema/nearest.ts';
import { ITEMS_OF_STEP } from '../schema/workflow-schema.ts';
import { type ConfigRule, whereOf, workflowEntries } from './rule.ts';

/** A list that is to become tasks is a declared output of a step; what it holds is not known when files are chosen. */
export const listsAreLeft: ConfigRule = (context) =>
  workflowEntries(context.input).flatMap(({ name, steps, path }): readonly Problem[] => {
    const workflow = context.input.workflows[name];
    if (workflow === undefined || Array.isArray(workflow) || typeof workflow.for_each !== 'object') return [];
    const written = workflow.for_each.item;
    if (typeof written !== 'string') return [];
    const [, source = '', output = ''] = ITEMS_OF_STEP.exec(written) ?? [];
    const where = whereOf(context, 'workflows', name, 'for_each', 'item');
    const unknown = (reason: 'need' | 'output', word: string, known: readonly string[]): Problem => {
      const near = nearest(word, known);
      const data = { condition: written, reason, name: word, known };
      return errorAt(where, 'bad-condition', near === undefined ? data : { ...data, nearest: near });
    };
    const step = steps.find(({ task }) => task === source);
    if (step === undefined)
      return [
        unknown(
          'need',
          source,
          steps.map(({ task }) => task),
        ),
      ];
    const { outputs = [] } = step;
    return [
      ...(outputs.includes(output) ? [] : [unknown('output', output, outputs)]),
      ...steps.flatMap(({ paths }, index) =>
        paths.flatMap((glob, at) =>
          glob.includes(ITEM)
            ? [
                errorAt(whereOf(context, ...path, index, 'paths', at), 'bad-glob', {
                  glob,
                  reason: 'item-later',
                }),
              ]
            : [],
        ),
      ),
    ];
  });
