import type { Change } from '../../model/change.ts';
import type { RepoPath, TaskId } from '../../model/ids.ts';
import type { Task } from '../../model/task.ts';
import type { WorkflowSettings, WorkflowStep } from '../../model/workflow-settings.ts';
import { literalPattern, matchPaths } from '../../paths/match-paths.ts';
import { defaultEstimate, natureOf } from '../rules/kinds.ts';
import { fillInItem } from './fill-in-item.ts';
import type { Chain } from './find-chains.ts';

export interface Expansion {
  readonly workflow: WorkflowSettings;
  readonly chain: Chain;
  readonly idOf: (step: string) => TaskId;
}

/**
 * The tasks of one chain: one for each step that a changed file concerns. A step that none concerns is left out, and
 * what waited for it waits for what it would have waited for.
 */
export function expandChain({ workflow, chain, idOf }: Expansion): readonly Task[] {
  const { changes, item } = chain;
  const steps = item === undefined ? workflow.steps : workflow.steps.map((step) => fillInItem(step, item));
  const concerned = new Map<string, readonly Change[]>();
  for (const step of steps) {
    const matches = step.paths.length === 0 ? () => true : matchPaths(step.paths);
    const own = changes.filter(({ path }) => matches(path));
    if (own.length > 0) concerned.set(step.task, own);
  }
  const needsOf = resolveNeeds(steps, concerned);
  return steps.flatMap((step) => {
    const own = concerned.get(step.task);
    if (own === undefined) return [];
    const needs = (needsOf.get(step.task) ?? []).map(idOf);
    const names = step.dependsOn.map((name) => [name, concerned.has(name) ? idOf(name) : null]);
    const conditionNames: Readonly<Record<string, TaskId | null>> = Object.fromEntries(names);
    return [toTask({ step, workflow, item, changes: own, id: idOf(step.task), needs, conditionNames })];
  });
}

/** For each step that is there, the steps that are there and go first, looking through those that are left out. */
function resolveNeeds(
  steps: readonly WorkflowStep[],
  concerned: ReadonlyMap<string, unknown>,
): ReadonlyMap<string, readonly string[]> {
  const dependsOn = new Map(steps.map(({ task, dependsOn }) => [task, dependsOn]));
  const passed = new Map<string, readonly string[]>();
  const instead = (name: string): readonly string[] => {
    const known = passed.get(name) ?? resolve(dependsOn.get(name) ?? []);
    passed.set(name, known);
    return known;
  };
  const resolve = (names: readonly string[]): readonly string[] => [
    ...new Set(names.flatMap((name) => (concerned.has(name) ? [name] : instead(name)))),
  ];
  return new Map(steps.map(({ task, dependsOn }) => [task, resolve(dependsOn)]));
}

interface StepTask {
  readonly workflow: WorkflowSettings;
  readonly changes: readonly Change[];
  readonly item: string | undefined;
  readonly step: WorkflowStep;
  readonly id: TaskId;
  readonly needs: readonly TaskId[];
  readonly conditionNames: Readonly<Record<string, TaskId | null>>;
}

function toTask({ step, workflow, item, changes, id, needs, conditionNames }: StepTask): Task {
  const condition = bothConditions(workflow.condition, step.condition);
  const lines = changes.reduce((sum, { added, deleted }) => sum + (added ?? 0) + (deleted ?? 0), 0);
  const priority = step.priority ?? 50;
  return {
    id,
    kind: step.kind,
    title: step.title ?? defaultTitle(step.task, item),
    why: `step ${step.task} of workflow ${workflow.name}`,
    evidence: [],
    nature: natureOf(step.kind),
    origin: 'workflow',
    files: changes.map(({ path }) => path),
    writes: step.writes ?? changes.flatMap(touchedPaths).map(literalPattern),
    reads: step.reads,
    needs,
    after: [],
    skills: step.skills,
    priority,
    prioritySum: [{ reason: { kind: 'workflow', workflow: workflow.name }, points: priority }],
    estimate: step.estimate ?? defaultEstimate(step.kind, lines),
    estimateBy: step.estimate === undefined ? 'size' : 'given',
    acceptance: [],
    ...(item !== undefined && { item: item || '.' }),
    ...(step.role !== undefined && { role: step.role }),
    ...(step.agent !== undefined && { agent: step.agent }),
    ...(condition !== undefined && { condition, conditionNames }),
    ...(step.outputs !== undefined && { outputs: step.outputs }),
  };
}

/** `security_scan`, of `src/api` → `security scan: src/api`. */
function defaultTitle(step: string, item: string | undefined): string {
  const words = step.replaceAll(/[-_]+/g, ' ');
  return item === undefined ? words : `${words}: ${item || '.'}`;
}

/** Both sides of a rename are claimed. */
const touchedPaths = ({ path, oldPath, kind }: Change): readonly RepoPath[] =>
  kind === 'renamed' && oldPath !== undefined ? [oldPath, path] : [path];

function bothConditions(workflow: string | undefined, step: string | undefined): string | undefined {
  if (workflow === undefined || step === undefined) return workflow ?? step;
  return `(${workflow}) && (${step})`;
}
