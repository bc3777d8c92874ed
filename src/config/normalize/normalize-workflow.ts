import { agentId } from '../../core/model/ids.ts';
import type { RoleSettings } from '../../core/model/settings.ts';
import type {
  BatchSettings,
  ForEach,
  WorkflowSettings,
  WorkflowStep,
} from '../../core/model/workflow-settings.ts';
import {
  type BatchInput,
  type ForEachInput,
  ITEMS_OF_STEP,
  type StepInput,
  type WorkflowInput,
} from '../schema/workflow-schema.ts';
import { asCondition, asList, asPriority, asSkills, present } from './normalize-parts.ts';

interface NamedWorkflow {
  readonly name: string;
  readonly workflow: WorkflowInput;
  readonly roles: Readonly<Record<string, RoleSettings>>;
}

/** A list is a workflow of steps, without anything else. */
export function normalizeWorkflow({ name, workflow, roles }: NamedWorkflow): WorkflowSettings {
  const long = Array.isArray(workflow) ? { steps: workflow } : workflow;
  return {
    name,
    forEach: normalizeForEach('for_each' in long ? long.for_each : undefined),
    steps: long.steps.map((step) => normalizeStep(step, roles)),
    ...present({
      condition: asCondition('if' in long ? long.if : undefined),
      batch: normalizeBatch('batch' in long ? long.batch : undefined),
    }),
  };
}

/** `agent: saa` names a role or an agent; a role wins, since AgenticScrum's files name roles there. */
function normalizeStep(step: StepInput, roles: NamedWorkflow['roles']): WorkflowStep {
  const { task, agent, title, priority, estimate, writes } = step;
  const playsRole = agent !== undefined && roles[agent] !== undefined;
  return {
    task,
    kind: step.kind ?? task,
    dependsOn: asList(step.depends_on),
    skills: asSkills(step.skills),
    paths: step.paths,
    reads: step.reads,
    ...present({
      title,
      estimate,
      writes,
      condition: asCondition(step.if),
      outputs: step.outputs,
      role: step.role ?? (playsRole ? agent : undefined),
    }),
    ...(agent !== undefined && !playsRole && { agent: agentId(agent) }),
    ...(priority !== undefined && { priority: asPriority(priority) }),
  };
}

function normalizeForEach(each: ForEachInput | undefined): ForEach {
  if (typeof each !== 'object') return each ?? 'change';
  if (typeof each.item !== 'string') return { items: each.item };
  const [, step = '', output = ''] = ITEMS_OF_STEP.exec(each.item) ?? [];
  return { step, output };
}

export const normalizeBatch = (batch: BatchInput | undefined): BatchSettings | undefined =>
  batch && { by: batch.by, maxFiles: batch.max_files };
