import type { Dependency } from '../model/plan.ts';
import type { ClaimPresence } from '../model/presence.ts';
import type { Task } from '../model/task.ts';
import { InternalError } from '../model/unreachable.ts';
import { findConflicts } from './find-conflicts.ts';
import { findEdges } from './find-edges.ts';
import { claimInTheWay } from './normalize-input.ts';
import type { PlanInput } from './plan-input.ts';
import { type Candidates, resolveCandidates } from './resolve-candidates.ts';

/** One task of a plan, with all that is known of it before it is scheduled. */
export interface TaskNode {
  readonly task: Task;
  /** Where it stands among the tasks as given; decides where nothing else does. */
  readonly position: number;
  /** What it starts after, whoever does it and whenever. */
  readonly earlier: ReadonlyMap<TaskNode, Dependency['why']>;
  /** What starts after it. */
  readonly later: readonly TaskNode[];
  /** Who must not run while it runs. */
  readonly conflicts: ReadonlySet<TaskNode>;
  /** Who may do it; nobody: its time is planned all the same. */
  readonly candidates: Candidates;
  /** A claim of somebody else on one of its paths. */
  readonly claim?: ClaimPresence;
  /** Minutes before which it cannot start. */
  readonly release: number;
}

/** The tasks of a plan, linked with what they wait for and what they conflict with, in the order given. */
export function linkTasks(input: PlanInput): readonly TaskNode[] {
  const nodes = input.tasks.map((task, position) => openNode(input, task, position));
  const at = (position: number) => nodes[position] ?? fail(position);
  for (const [position, edges] of findEdges(input.tasks).entries())
    for (const [other, why] of edges) {
      at(position).earlier.set(at(other), why);
      at(other).later.push(at(position));
    }
  for (const [position, others] of findConflicts(input.tasks, input.limits).entries())
    for (const other of others) at(position).conflicts.add(at(other));
  return nodes;
}

/** Later ones are linked once all are there. */
function openNode(input: PlanInput, task: Task, position: number) {
  const claim = claimInTheWay(task, input);
  return {
    task,
    position,
    earlier: new Map<TaskNode, Dependency['why']>(),
    later: [] as TaskNode[],
    conflicts: new Set<TaskNode>(),
    candidates: resolveCandidates(task, input.agents, input.roles),
    ...(claim === undefined ? {} : { claim }),
    release: claim === undefined ? 0 : minutesUntil(claim, input.asOf),
  };
}

const minutesUntil = ({ until }: ClaimPresence, asOf: string): number =>
  Math.max(0, Math.ceil((until - Date.parse(asOf)) / 60_000));

function fail(position: number): never {
  throw new InternalError(`a plan has no task ${position}`);
}
