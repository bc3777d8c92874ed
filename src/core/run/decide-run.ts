import { applyEvent } from './apply-event.ts';
import { type Decision, unchanged } from './decision.ts';
import { expandLists } from './expand-lists.ts';
import type { RunEvent } from './run-event.ts';
import { isFinal, isSettled, type RunState } from './run-state.ts';
import { letFollowersGo, startFollower, startReadyTasks } from './start-tasks.ts';

/**
 * The whole of running a plan, as one question: this has happened, what now? Pure; the loop that asks it knows no
 * verb. Nothing is lost or done twice: an event about a task that is not waiting for it changes nothing.
 */
export function decideRun(state: RunState, event: RunEvent): Decision {
  if (state.stage === 'over') return { state, actions: [] };
  if (event.kind === 'finished') return { state: { ...state, stage: 'over' }, actions: [] };
  const applied = applyEvent(state, event);
  const expanded = expandLists(applied.state);
  const happened = { state: expanded.state, actions: [...applied.actions, ...expanded.actions] };
  const started = startReadyTasks(happened.state);
  const followed =
    event.kind === 'worked' ? startFollower(started.state, event.task) : unchanged(started.state);
  const freed = letFollowersGo(followed.state);
  const actions = [...happened.actions, ...started.actions, ...followed.actions, ...freed.actions];
  const { tasks, stage } = freed.state;
  if (stage !== 'working' || !tasks.every(({ phase }) => isFinal(phase)))
    return { state: freed.state, actions };
  const allDone = tasks.every(isSettled);
  return {
    state: { ...freed.state, stage: 'finishing' },
    actions: [...actions, { kind: 'finish', allDone }],
  };
}
