import type { Problem, Where } from '../../core/model/problem.ts';
import { asList } from '../normalize/normalize-parts.ts';
import { findNearest, type Located, type PathKey } from '../parse/located.ts';
import type { SettingsInput } from '../schema/settings-schema.ts';
import type { StepInput } from '../schema/workflow-schema.ts';
import type { WrittenCondition } from './check-conditions.ts';

/** What a cross-check may look at: the checked input and, for places, the nodes it came from. */
export interface RuleContext {
  readonly input: SettingsInput;
  readonly node: Located;
}

/** One thing that a schema cannot say. Rules know nothing of each other; all of them run, in any order. */
export type ConfigRule = (context: RuleContext) => readonly Problem[];

export const whereOf = ({ node }: RuleContext, ...path: readonly PathKey[]): Where =>
  findNearest(node, path).where;

/** Agents with their names; a plain list of names has no tables. */
export const agentEntries = ({ agents }: SettingsInput) =>
  agents === undefined || Array.isArray(agents) ? [] : Object.entries(agents);

/** Every condition with its place, and the steps that it may ask about; those of a whole workflow ask about none. */
export function conditionsIn(context: RuleContext): readonly WrittenCondition[] {
  const { input } = context;
  const ofSteps = workflowEntries(input).flatMap(({ steps, path }) => {
    const outputs = new Map(steps.map(({ task, outputs: declared = [] }) => [task, declared]));
    return steps.flatMap((step, index): readonly WrittenCondition[] => {
      if (step.if === undefined) return [];
      const needs = asList(step.depends_on).map((name) => [name, outputs.get(name) ?? []] as const);
      return [{ text: step.if, where: whereOf(context, ...path, index, 'if'), needs: new Map(needs) }];
    });
  });
  const ofWorkflows = Object.entries(input.workflows).flatMap(([name, workflow]) =>
    Array.isArray(workflow) || workflow.if === undefined
      ? []
      : [{ text: workflow.if, where: whereOf(context, 'workflows', name, 'if'), needs: new Map() }],
  );
  return [...ofWorkflows, ...ofSteps];
}

/** Every workflow with its steps and the path to them in the file. */
export function workflowEntries(input: SettingsInput): readonly {
  readonly name: string;
  readonly steps: readonly StepInput[];
  readonly path: readonly PathKey[];
}[] {
  return Object.entries(input.workflows).map(([name, workflow]) =>
    Array.isArray(workflow)
      ? { name, steps: workflow, path: ['workflows', name] }
      : { name, steps: workflow.steps, path: ['workflows', name, 'steps'] },
  );
}
