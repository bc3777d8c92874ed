import { createHash } from 'node:crypto';
import type { Change } from '../model/change.ts';
import { compareText } from '../model/compare-text.ts';
import type { RepoPath, TaskId } from '../model/ids.ts';
import type { WorkflowSettings, WorkflowStep } from '../model/settings.ts';
import type { Task } from '../model/task.ts';
import { literalPattern, matchPaths } from '../paths/match-paths.ts';
import { defaultEstimate, natureOf } from './rules/kinds.ts';

export interface WorkflowInput {
  readonly workflows: readonly WorkflowSettings[];
  readonly changes: readonly Change[];
}

/**
 * Configured workflows, applied to a change: one task for each step (and each file or directory, where the workflow
 * says `for_each`), chained as the steps are. A step that no changed file concerns is left out, and what waited for it
 * waits for what it would have waited for. Who plays a step's role, and what that takes, is the planner's concern.
 */
export function expandWorkflows({ workflows, changes }: WorkflowInput): readonly Task[] {
  const sorted = [...changes].sort((a, b) => compareText(a.path, b.path));
  const uses = new Map<string, number>();
  for (const { steps } of workflows) for (const { task } of steps) uses.set(task, (uses.get(task) ?? 0) + 1);
  return workflows.flatMap((workflow) =>
    chainsOf(workflow, sorted).flatMap((chain) => {
      // Short ids for people, unless two workflows have a step of that name.
      const idOf = (step: string): TaskId =>
        asTaskId([...((uses.get(step) ?? 0) > 1 ? [workflow.name] : []), step].join('-'), chain.item);
      return expandChain({ workflow, changes: chain.changes, idOf });
    }),
  );
}

interface Chain {
  readonly changes: readonly Change[];
  /** What the chain is for, where there are several. */
  readonly item?: string;
}

function chainsOf({ forEach }: WorkflowSettings, changes: readonly Change[]): readonly Chain[] {
  if (forEach === 'change') return changes.length === 0 ? [] : [{ changes }];
  const chains = new Map<string, Change[]>();
  for (const change of changes) {
    const item = forEach === 'file' ? change.path : directoryOf(change.path);
    const chain = chains.get(item);
    if (chain === undefined) chains.set(item, [change]);
    else chain.push(change);
  }
  return [...chains].map(([item, each]) => ({ item, changes: each }));
}

const directoryOf = (path: string): string => path.slice(0, Math.max(0, path.lastIndexOf('/')));

interface Expansion {
  readonly workflow: WorkflowSettings;
  readonly changes: readonly Change[];
  readonly idOf: (step: string) => TaskId;
}

function expandChain({ workflow, changes, idOf }: Expansion): readonly Task[] {
  const concerned = new Map<string, readonly Change[]>();
  for (const step of workflow.steps) {
    const matches = step.paths.length === 0 ? () => true : matchPaths(step.paths);
    const own = changes.filter(({ path }) => matches(path));
    if (own.length > 0) concerned.set(step.task, own);
  }
  const needsOf = resolveNeeds(workflow.steps, concerned);
  return workflow.steps.flatMap((step) => {
    const own = concerned.get(step.task);
    if (own === undefined) return [];
    const needs = (needsOf.get(step.task) ?? []).map(idOf);
    const names = step.dependsOn.filter((name) => concerned.has(name)).map((name) => [name, idOf(name)]);
    const conditionNames: Readonly<Record<string, TaskId>> = Object.fromEntries(names);
    return [toTask({ step, workflow, changes: own, id: idOf(step.task), needs, conditionNames })];
  });
}

/** For each step that is there, the steps that are there and go first, looking through those that are left out. */
function resolveNeeds(
  steps: readonly WorkflowStep[],
  concerned: ReadonlyMap<string, unknown>,
): ReadonlyMap<string, readonly string[]> {
  const dependsOn = new Map(steps.map(({ task, dependsOn }) => [task, dependsOn]));
  const resolve = (names: readonly string[]): readonly string[] =>
    names.flatMap((name) => (concerned.has(name) ? [name] : resolve(dependsOn.get(name) ?? [])));
  return new Map(steps.map(({ task, dependsOn }) => [task, [...new Set(resolve(dependsOn))]]));
}

interface StepTask extends Omit<Expansion, 'idOf'> {
  readonly step: WorkflowStep;
  readonly id: TaskId;
  readonly needs: readonly TaskId[];
  readonly conditionNames: Readonly<Record<string, TaskId>>;
}

function toTask({ step, workflow, changes, id, needs, conditionNames }: StepTask): Task {
  const condition = bothConditions(workflow.condition, step.condition);
  const lines = changes.reduce((sum, { added, deleted }) => sum + (added ?? 0) + (deleted ?? 0), 0);
  const priority = step.priority ?? 50;
  return {
    id,
    kind: step.kind,
    title: step.title ?? step.task.replaceAll(/[-_]+/g, ' '),
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
    ...(step.role !== undefined && { role: step.role }),
    ...(step.agent !== undefined && { agent: step.agent }),
    ...(condition !== undefined && { condition, conditionNames }),
    ...(step.outputs !== undefined && { outputs: step.outputs }),
  };
}

/** Both sides of a rename are claimed. */
const touchedPaths = ({ path, oldPath, kind }: Change): readonly RepoPath[] =>
  kind === 'renamed' && oldPath !== undefined ? [oldPath, path] : [path];

function bothConditions(workflow: string | undefined, step: string | undefined): string | undefined {
  if (workflow === undefined || step === undefined) return workflow ?? step;
  return `(${workflow}) && (${step})`;
}

/** `[a-z0-9][a-z0-9_-]{0,63}`; what would be too long, or is one of several, ends in a hash of its full name. */
function asTaskId(name: string, item: string | undefined): TaskId {
  if (item === undefined && name.length <= 64) return name as TaskId;
  const hash = createHash('sha256')
    .update(JSON.stringify([name, item ?? '']))
    .digest('hex')
    .slice(0, 8);
  return `${name.slice(0, 55)}-${hash}` as TaskId;
}
