import type { Agent } from '../model/agent.ts';
import type { Dependency } from '../model/plan.ts';
import type { ClaimPresence } from '../model/presence.ts';
import type { Task } from '../model/task.ts';
import { isoSeconds } from '../model/time.ts';
import type { Candidates } from './resolve-candidates.ts';
import type { Slot } from './schedule-tasks.ts';

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

/** Why this agent and why not sooner, one fact a line; what it is for and its priority stand in the task itself. */
export function explainTask(facts: Explanation): readonly string[] {
  return [explainAgent(facts), ...explainOrder(facts), ...explainClaim(facts), ...explainWait(facts)];
}

function explainAgent({ slot, candidates, agents, task }: Explanation): string {
  if (slot.agent === undefined) {
    if (agents.length === 0) return 'nobody does it: no agent is configured, and none was found on PATH';
    return `nobody does it: the agent that comes nearest lacks ${candidates.missing.join(', ')}`;
  }
  if (task.agent !== undefined) return `${slot.agent} was asked for by name`;
  const chosen = candidates.agents.find((agent) => agent.id === slot.agent);
  if (chosen?.origin === 'role') return `nobody plays the role ${slot.agent} yet`;
  const others = candidates.agents.filter((agent) => agent.id !== slot.agent).map((agent) => agent.id);
  if (others.length === 0) return `${slot.agent} is the only agent that may do it`;
  return `${slot.agent} suits it best of those free at minute ${slot.start}; ${others.join(', ')} may do it, too`;
}

const REASONS: Readonly<Record<Dependency['why'], string>> = {
  needs: 'which it needs',
  after: 'whose result it wants',
  kind: 'since tasks of its kind use what that one leaves for the same files',
  files: 'since both touch the same files',
};

const explainOrder = ({ dependsOn }: Explanation): readonly string[] =>
  dependsOn.map(({ on, why }) => `it starts after ${on}, ${REASONS[why]}`);

const explainClaim = ({ claim }: Explanation): readonly string[] =>
  claim === undefined
    ? []
    : [`it waits for ${claim.claim}: ${claim.holder} holds its files until ${isoSeconds(claim.until)}`];

const explainWait = ({ slot, readyAt }: Explanation): readonly string[] =>
  slot.start > readyAt
    ? [`it could start at minute ${readyAt}, and starts at ${slot.start}: until then everybody is busy`]
    : [];
