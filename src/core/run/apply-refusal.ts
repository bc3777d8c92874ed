import type { AgentId } from '../model/ids.ts';
import { withAgent } from './decision.ts';
import type { RunAction } from './run-action.ts';
import type { WorkEnd } from './run-event.ts';
import type { AfterRelease, RunState, TaskProgress } from './run-state.ts';

/** Rests of an agent's that a task waits for; a vendor that says the same after that is asked tomorrow. */
const MOST_RESTS = 4;

type Refused = Extract<WorkEnd, { kind: 'refused' }>;

/**
 * An agent's vendor does not let it work. That is neither the task's fault nor the agent's: no try is used up. Where it
 * will pass, the agent rests; else it gets no more tasks in this run. Another one takes the task, where there is one.
 */
export function applyRefusal(how: {
  readonly state: RunState;
  readonly progress: TaskProgress;
  readonly agent: AgentId;
  readonly work: Refused;
}): {
  readonly state: RunState;
  readonly progress: TaskProgress;
  readonly next: AfterRelease;
  readonly actions: readonly RunAction[];
} {
  const { agent, work } = how;
  const excused = (how.progress.excused ?? 0) + 1;
  const refusals = (how.progress.refusals ?? 0) + 1;
  const progress = { ...how.progress, excused, refusals };
  const standing = how.state.agents.find(({ id }) => id === agent);
  const state = withAgent(how.state, agent, (one) =>
    work.restMs === undefined ? { ...one, barred: true, why: work.why } : { ...one, rests: true },
  );
  const actions: readonly RunAction[] =
    work.restMs === undefined || standing?.rests ? [] : [{ kind: 'rest', agent, ms: work.restMs }];
  const { problem } = work;
  if (state.interrupted) return { state, progress, actions: [], next: { kind: 'interrupted' } };
  const mayGoOn = work.restMs === undefined ? hasAnother(state, progress) : refusals <= MOST_RESTS;
  const next: AfterRelease = mayGoOn ? { kind: 'rest', ms: 0, problem } : { kind: 'failed', problem };
  return { state, progress, actions, next };
}

const hasAnother = ({ agents }: RunState, { task }: TaskProgress): boolean =>
  task.candidates.some((id) => agents.some((one) => one.id === id && !one.barred));
