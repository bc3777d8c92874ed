import type { Problem, Where } from '../../core/model/problem.ts';
import { findNearest, type Located, type PathKey } from '../parse/located.ts';
import type { SettingsInput } from '../schema/settings-schema.ts';
import type { StepInput } from '../schema/workflow-schema.ts';

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
