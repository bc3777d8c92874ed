import { decideRun } from '../../core/run/decide-run.ts';
import type { RunEvent, RunHappening } from '../../core/run/run-event.ts';
import type { RunState } from '../../core/run/run-state.ts';
import { performAction } from '../perform/perform-action.ts';
import type { RunContext } from '../perform/run-context.ts';
import { watchBranches } from '../perform/watch-branches.ts';
import { startingRun } from './starting-run.ts';

/** After an interruption: agents have been ended and claims given back by then, unless the remote does not answer. */
const LEAVE_AFTER_MS = 5_500;

/** Sees every event with the state after it; for progress on a terminal. Must not throw. */
export type RunObserver = (event: RunEvent, state: RunState) => void;

/**
 * Works a plan off: next event → `decideRun` → perform. Knows no verb. Ends when nothing is under way any more; an
 * `interrupted` signal makes that soon.
 */
export async function runPlan(ask: {
  readonly context: RunContext;
  readonly interrupted: AbortSignal;
  readonly observe: RunObserver;
}): Promise<RunState> {
  const { context, interrupted, observe } = ask;
  const { machine } = context.claimant;
  const queue = eventQueue();
  const over = new AbortController();
  const interrupt = (): void => {
    context.interruption.abort();
    queue.push({ kind: 'interrupted' });
    // What is then still under way is left to the next start: its claims die with this process.
    void machine.sleep(LEAVE_AFTER_MS, over.signal).then(() => queue.push({ kind: 'finished' }));
  };
  interrupted.addEventListener('abort', interrupt, { once: true });
  let state = startingRun(context);
  const watching = watchBranches(context, over.signal);
  context.reach?.listen((news) => queue.push({ kind: news }));
  queue.push({ kind: 'started' });
  if (interrupted.aborted) interrupt();
  while (state.stage !== 'over') {
    const happening = await queue.next();
    const chance = Number.parseInt(machine.randomHex(4), 16) / 2 ** 32;
    const event: RunEvent = { ...happening, at: machine.now().monotonic, chance };
    const decision = decideRun(state, event);
    state = decision.state;
    observe(event, state);
    for (const action of decision.actions)
      void performAction(context, action).then((ended) => ended && queue.push(ended));
  }
  interrupted.removeEventListener('abort', interrupt);
  over.abort();
  const waited = new AbortController();
  await Promise.race([watching, machine.sleep(1_000, waited.signal)]); // a look under way is not worth waiting for
  waited.abort(); // a timer that is left would keep this process
  context.interruption.abort(); // nothing waits on for a run that is over
  return state;
}

/** Events in the order in which they happened. */
function eventQueue(): { push(happening: RunHappening): void; next(): Promise<RunHappening> } {
  const waiting: RunHappening[] = [];
  let wake: (() => void) | undefined;
  return {
    push: (happening) => {
      waiting.push(happening);
      wake?.();
    },
    next: async () => {
      for (;;) {
        const first = waiting.shift();
        if (first !== undefined) return first;
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
    },
  };
}
