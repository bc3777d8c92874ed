import { applyEvent } from './apply-event.ts';
import type { Decision } from './decision.ts';
import type { RunEvent } from './run-event.ts';
import { isFinal, type RunState } from './run-state.ts';
import { startReadyTasks } from './start-tasks.ts';

/**
 * The whole of running a plan, as one question: this has happened, what now? Pure; the loop that asks it knows no
 * verb. Nothing is lost or done twice: an event about a task that is not waiting for it changes nothing.
 */
export function decideRun(state: RunState, event: RunEvent): Decision {
  if (state.stage === 'over') return { state, actions: [] };
  if (event.kind === 'finished') return { state: { ...state, stage: 'over' }, actions: [] };
  const happened = applyEvent(state, event);
  const started = startReadyTasks(happened.state);
  const actions = [...happened.actions, ...started.actions];
  const ended =
    started.state.stage === 'working' && started.state.tasks.every(({ phase }) => isFinal(phase))
      ? { ...started.state, stage: 'finishing' as const }
      : started.state;
  return { state: ended, actions: ended === started.state ? actions : [...actions, { kind: 'finish' }] };
}
