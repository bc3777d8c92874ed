import type { Change } from '../../model/change.ts';
import { compareText } from '../../model/compare-text.ts';
import { type RepoPath, type TaskId, taskId } from '../../model/ids.ts';
import { nameItems } from '../../model/name-items.ts';
import type { Problem } from '../../model/problem.ts';
import { problemOf } from '../../model/problem.ts';
import type { Task } from '../../model/task.ts';
import type { WorkflowSettings } from '../../model/workflow-settings.ts';
import { expandChain } from './expand-chain.ts';
import { type Chain, findChains } from './find-chains.ts';
import { MOST_CHAINS } from './limits.ts';
import { standForItems } from './stand-for-items.ts';

export interface WorkflowInput {
  readonly workflows: readonly WorkflowSettings[];
  readonly changes: readonly Change[];
  /** Directories that have a manifest; only where a workflow asks for packages. */
  readonly packages?: readonly RepoPath[];
}

export interface Expanded {
  readonly flows: readonly { readonly workflow: WorkflowSettings; readonly tasks: readonly Task[] }[];
  readonly notices: readonly Problem[];
}

/**
 * Configured workflows, applied to a change: one task for each step (and each file, directory, package or item, where the
 * workflow says `for_each`), chained as the steps are. Who plays a step's role, and what that takes, is the planner's
 * concern. A workflow that would have too many chains is none, and that is told.
 */
export function expandWorkflows({ workflows, changes, packages = [] }: WorkflowInput): Expanded {
  const sorted = [...changes].sort((a, b) => compareText(a.path, b.path));
  const uses = new Map<string, number>();
  for (const { steps } of workflows) for (const { task } of steps) uses.set(task, (uses.get(task) ?? 0) + 1);
  const isShared = (step: string): boolean => (uses.get(step) ?? 0) > 1;
  const taken = new Set<TaskId>();
  const notices: Problem[] = [];
  const flows = workflows.map((workflow) => {
    const found = findChains(workflow, { changes: sorted, packages });
    if (found.length > MOST_CHAINS) notices.push(tooMany(workflow, found));
    const chains = found.length > MOST_CHAINS ? [] : found;
    const ids = nameSteps({ workflow, chains, isShared, taken });
    const tasks = chains.flatMap((chain, at) => {
      const idOf = (step: string): TaskId => ids.get(step)?.[at] ?? taskId(step);
      return standForItems(expandChain({ workflow, chain, idOf }), { ...workflow, idOf });
    });
    return { workflow, tasks };
  });
  return { flows, notices };
}

/** Of each step the ids of its tasks, chain by chain: short for people, unless two workflows have a step of that name. */
function nameSteps(of: {
  readonly workflow: WorkflowSettings;
  readonly chains: readonly Chain[];
  readonly isShared: (step: string) => boolean;
  readonly taken: Set<TaskId>;
}): ReadonlyMap<string, readonly TaskId[]> {
  const { workflow, chains, isShared, taken } = of;
  const items = chains.flatMap(({ item }) => (item === undefined ? [] : [item || 'root']));
  const ids = new Map<string, readonly TaskId[]>();
  for (const { task: step } of workflow.steps) {
    const name = isShared(step) ? `${workflow.name}-${step}` : step;
    const own =
      items.length > 0
        ? nameItems(name, items, taken)
        : name === step
          ? [taskId(step)]
          : nameItems(workflow.name, [step], taken);
    for (const id of own) taken.add(id);
    ids.set(step, own);
  }
  return ids;
}

const tooMany = ({ name, forEach }: WorkflowSettings, chains: readonly Chain[]): Problem =>
  problemOf('workflow-not-expanded', {
    workflow: name,
    each: typeof forEach === 'object' ? 'item' : forEach,
    count: chains.length,
    max: MOST_CHAINS,
  });
