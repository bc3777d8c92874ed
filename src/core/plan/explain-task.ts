import type { Agent } from '../model/agent.ts';
import type { Dependency } from '../model/plan.ts';
import type { ClaimPresence } from '../model/presence.ts';
import type { PlanReason } from '../model/reasons.ts';
import type { Task } from '../model/task.ts';
import type { Candidates } from './resolve-candidates.ts';
import type { Slot } from './schedule/schedule.ts';

export interface Explanation {
  readonly task: Task;
  readonly slot: Slot;
  readonly dependsOn: readonly Dependency[];
  readonly candidates: Candidates;
  readonly agents: readonly Agent[];
  readonly claim: ClaimPresence | undefined;
  /** When the last of what it depends on is done. */
  readonly readyAt: number;
}

/** Why this agent and why not sooner; what it is for and its priority stand in the task itself. */
export function explainTask(facts: Explanation): readonly PlanReason[] {
  return [explainAgent(facts), ...explainOrder(facts), ...explainClaim(facts), ...explainWait(facts)];
}

function explainAgent({ slot, candidates, agents, task }: Explanation): PlanReason {
  const { agent, start } = slot;
  if (agent === undefined) {
    if (agents.length === 0) return { kind: 'no-agents' };
    return { kind: 'nobody-fits', missing: candidates.missing };
  }
  if (task.agent !== undefined) return { kind: 'asked-for', agent };
  const chosen = candidates.agents.find(({ id }) => id === agent);
  if (chosen?.origin === 'role') return { kind: 'role-unplayed', role: agent };
  const others = candidates.agents.map(({ id }) => id).filter((id) => id !== agent);
  return others.length === 0 ? { kind: 'only-agent', agent } : { kind: 'suits-best', agent, start, others };
}

const explainOrder = ({ dependsOn }: Explanation): readonly PlanReason[] =>
  dependsOn.map(({ on, why }) => ({ kind: 'starts-after', task: on, why }));

const explainClaim = ({ claim: seen }: Explanation): readonly PlanReason[] => {
  if (seen === undefined) return [];
  const { claim, holder, until } = seen;
  return [{ kind: 'waits-for-claim', claim, holder, until }];
};

const explainWait = ({ slot: { start }, readyAt: ready }: Explanation): readonly PlanReason[] =>
  start > ready ? [{ kind: 'all-busy', ready, start }] : [];
