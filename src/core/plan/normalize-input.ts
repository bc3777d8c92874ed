import { compareText } from '../model/compare-text.ts';
import type { ClaimPresence, Presence } from '../model/presence.ts';
import type { Task } from '../model/task.ts';
import { sharedGlobs } from '../paths/shared-paths.ts';
import { findClaimInTheWay } from './find-claims-in-the-way.ts';
import { byValue, normalizeTask } from './normalize-task.ts';
import type { PlanInput } from './plan-input.ts';

/** The order of the input must not matter, so there is one order. */
export function normalizeInput(input: PlanInput): PlanInput {
  const tasks = input.tasks.map(normalizeTask).sort(byValue);
  return {
    ...input,
    tasks,
    agents: [...input.agents].sort((a, b) => compareText(a.id, b.id)),
    contexts: [...(input.contexts ?? [])].sort((a, b) => compareText(a.agent, b.agent)),
    presence: normalizePresence(input, tasks),
    leftOut: [...(input.leftOut ?? [])].sort((a, b) => compareText(a.id, b.id)),
  };
}

/** Claims that touch neither the change nor a task are nobody's business here; a busy table has thousands. */
function normalizePresence({ presence, limits }: PlanInput, tasks: readonly Task[]): Presence {
  const inTheWay = new Set(tasks.flatMap((task) => claimInTheWay(task, { presence, limits })?.claim ?? []));
  return {
    ...presence,
    branches: presence.branches.toSorted((a, b) => compareText(a.ref, b.ref)),
    staleBranches: presence.staleBranches.toSorted((a, b) => compareText(a.ref, b.ref)),
    ...(presence.decisions === undefined
      ? {}
      : { decisions: presence.decisions.toSorted((a, b) => compareText(a.id, b.id)) }),
    claims: presence.claims
      .filter((claim) => claim.sharedFiles.length > 0 || inTheWay.has(claim.claim))
      .sort((a, b) => compareText(a.claim, b.claim)),
  };
}

/** The claim of somebody else that a task waits for longest. */
export const claimInTheWay = (
  task: Task,
  { presence, limits }: Pick<PlanInput, 'presence' | 'limits'>,
): ClaimPresence | undefined =>
  findClaimInTheWay(
    task,
    presence.claims,
    sharedGlobs({ ...limits, maxAgentsPerFile: limits.agentsPerFile }),
  );
