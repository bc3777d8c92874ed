import type { RefusalKind } from '../../../src/core/agents/refusal.ts';
import type { AgentId, ClaimId, TaskId } from '../../../src/core/model/ids.ts';
import type { Problem } from '../../../src/core/model/problem.ts';
import type { MonotonicTime } from '../../../src/core/model/time.ts';
import { decideRun } from '../../../src/core/run/decide-run.ts';
import type { RunAction } from '../../../src/core/run/run-action.ts';
import type { RunEvent, RunHappening } from '../../../src/core/run/run-event.ts';
import type { RunLimits } from '../../../src/core/run/run-limits.ts';
import { type RunState, type RunTask, startingState } from '../../../src/core/run/run-state.ts';

export const id = (name: string): TaskId => name as TaskId;
export const agentId = (name: string): AgentId => name as AgentId;
export const claimId = (name: string): ClaimId => `c-${name}` as ClaimId;
export const trouble: Problem = {
  code: 'task-failed',
  data: { task: 'a', log: 'a.log', lines: [] },
};

const limits: RunLimits = {
  agents: 3,
  agentsPerFile: 1,
  agentMs: 90 * 60_000,
  retryBudgetMs: 60_000,
  failuresInARow: 3,
  setbacks: 3,
  claimRetries: 3,
  backoff: { firstMs: 1_000, mostMs: 60_000 },
};

export const task = (name: string, more: Partial<RunTask> = {}): RunTask => ({
  id: id(name),
  needs: [],
  after: [],
  conflictsWith: [],
  candidates: [agentId('claude')],
  missing: [],
  retries: 1,
  ...more,
});

export function makeState(
  tasks: readonly RunTask[],
  more: { readonly limits?: Partial<RunLimits>; readonly agents?: readonly [string, number][] } = {},
): RunState {
  return startingState({
    tasks,
    agents: (more.agents ?? [['claude', 2]]).map(([name, atOnce]) => ({
      id: agentId(name),
      atOnce,
      failedInARow: 0,
      barred: false,
    })),
    limits: { ...limits, ...more.limits },
  });
}

export const event = (happening: RunHappening, at = 0, chance = 0.5): RunEvent => ({
  ...happening,
  at: at as MonotonicTime,
  chance,
});

/** Plays the happenings one after the other; the actions of each step, and the last state. */
export function play(
  state: RunState,
  ...happenings: readonly (RunHappening | readonly [RunHappening, number])[]
): { readonly state: RunState; readonly steps: readonly (readonly RunAction[])[] } {
  const steps: (readonly RunAction[])[] = [];
  let now = state;
  for (const entry of happenings) {
    const [happening, at] = 'kind' in entry ? [entry, 0] : entry;
    const decision = decideRun(now, event(happening, at));
    now = decision.state;
    steps.push(decision.actions);
  }
  return { state: now, steps };
}

export const phaseOf = (state: RunState, name: string): RunState['tasks'][number]['phase'] => {
  const found = state.tasks.find(({ task: { id: known } }) => known === name);
  if (found === undefined) throw new Error(`no task ${name}`);
  return found.phase;
};

export const happen = {
  started: { kind: 'started' },
  claimed: (name: string): RunHappening => ({ kind: 'claimed', task: id(name), claim: claimId(name) }),
  held: (name: string): RunHappening => ({ kind: 'held', task: id(name), problem: trouble }),
  ready: (name: string, ms = 0): RunHappening => ({
    kind: 'worked',
    task: id(name),
    work: { kind: 'ready' },
    spent: { ms, usd: 0 },
  }),
  failed: (name: string, fault: 'agent' | 'start' | 'world' = 'agent', mayPass = true): RunHappening => ({
    kind: 'worked',
    task: id(name),
    work: { kind: 'failed', problem: trouble, mayPass, fault },
    spent: { ms: 0, usd: 0 },
  }),
  refused: (name: string, why: RefusalKind, restMs?: number): RunHappening => ({
    kind: 'worked',
    task: id(name),
    work: { kind: 'refused', why, problem: trouble, ...(restMs === undefined ? {} : { restMs }) },
    spent: { ms: 0, usd: 0 },
  }),
  rested: (name: string): RunHappening => ({ kind: 'rested', agent: agentId(name) }),
  published: (name: string): RunHappening => ({ kind: 'published', task: id(name) }),
  notPublished: (name: string): RunHappening => ({
    kind: 'not-published',
    task: id(name),
    end: { kind: 'blocked', problem: trouble },
  }),
  notBegun: (name: string): RunHappening => ({ kind: 'not-begun', task: id(name) }),
  released: (name: string): RunHappening => ({ kind: 'released', task: id(name) }),
  woke: (name: string): RunHappening => ({ kind: 'woke', task: id(name) }),
  interrupted: { kind: 'interrupted' },
  finished: { kind: 'finished' },
} as const;
