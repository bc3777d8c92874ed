import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { TaskId } from '../../../src/core/model/ids.ts';
import { decideRun } from '../../../src/core/run/decide-run.ts';
import type { RunAction } from '../../../src/core/run/run-action.ts';
import type { RunHappening } from '../../../src/core/run/run-event.ts';
import { busyAgent, isFinal, type RunState, type TaskProgress } from '../../../src/core/run/run-state.ts';
import { propertyRuns } from '../../support/property-runs.ts';
import { agentId, claimId, event, happen, id, makeState, phaseOf, task, trouble } from './run-fixture.ts';

// A world that answers each action with anything that can happen, in any order.

const ends = {
  claim: (task: TaskId): RunHappening[] => [
    { kind: 'claimed', task, claim: claimId(task) },
    { kind: 'claimed', task, claim: claimId(task) },
    { kind: 'held', task, problem: trouble },
    { kind: 'claim-failed', task, problem: trouble, mayPass: true },
    { kind: 'claim-failed', task, problem: trouble, mayPass: false },
    { kind: 'done-before', task },
  ],
  work: (task: TaskId): RunHappening[] => [
    { kind: 'worked', task, work: { kind: 'ready' }, spent: { ms: 60_000, usd: 0 } },
    { kind: 'worked', task, work: { kind: 'ready' }, spent: { ms: 0, usd: 0 } },
    ...(['agent', 'start', 'world'] as const).map(
      (fault): RunHappening => ({
        kind: 'worked',
        task,
        work: { kind: 'failed', problem: trouble, mayPass: fault !== 'start', fault },
        spent: { ms: 1, usd: 0 },
      }),
    ),
    happen.refused(task, 'not-logged-in'),
    happen.refused(task, 'rate-limited', 30),
  ],
  publish: (task: TaskId): RunHappening[] => [
    { kind: 'published', task },
    ...(['run-again', 'blocked', 'claim-lost', 'failed'] as const).map(
      (kind): RunHappening => ({ kind: 'not-published', task, end: { kind, problem: trouble } }),
    ),
  ],
  release: (task: TaskId): RunHappening[] => [{ kind: 'released', task }],
  wait: (task: TaskId): RunHappening[] => [{ kind: 'woke', task }],
  expand: (task: TaskId): RunHappening[] => [{ kind: 'not-expanded', task, problem: trouble }],
  accept: (task: TaskId): RunHappening[] => [
    { kind: 'accepted', task },
    { kind: 'held', task, problem: trouble },
    { kind: 'claim-failed', task, problem: trouble, mayPass: true },
  ],
} as const;

/** What may answer the action; a stopped agent's work has its own answer already under way. */
function answers(action: RunAction, state: RunState): readonly RunHappening[] {
  if (action.kind === 'finish') return [{ kind: 'finished' }];
  if (action.kind === 'rest') return [{ kind: 'rested', agent: action.agent }];
  if (action.kind === 'stop' || action.kind === 'let-go') return [];
  const isInVain = action.kind === 'claim' && action.after && phaseOf(state, action.after).kind !== 'done';
  return isInVain ? [{ kind: 'not-begun', task: action.task }] : ends[action.kind](action.task);
}

/**
 * A claim that follows a publication is answered when that has been answered, and before anything else happens; or when it
 * is let go.
 */
function nextOf(open: readonly RunAction[], state: RunState, roll: () => number): RunAction | undefined {
  const isWaiting = (action: RunAction): boolean => {
    if (action.kind !== 'claim' || !action.after) return false;
    const phase = phaseOf(state, action.task);
    const isLetGo = phase.kind === 'claiming' && phase.letGo === true;
    return phaseOf(state, action.after).kind === 'publishing' && !(isLetGo && roll() % 2 === 0);
  };
  const free = open.filter((action) => !isWaiting(action));
  const followers = free.filter((action) => action.kind === 'claim' && action.after);
  return followers[0] ?? free[roll() % Math.max(free.length, 1)];
}

/** Nothing of it begins before its predecessor is done. */
const isInPlace = (state: RunState, { phase }: TaskProgress): boolean =>
  phase.kind === 'claiming' && !!phase.after && phaseOf(state, phase.after).kind !== 'done';

const plans = fc
  .integer({ min: 1, max: 7 })
  .chain((count) =>
    fc.record({
      needs: fc.array(fc.tuple(fc.nat(count - 1), fc.nat(count - 1)), { maxLength: 8 }),
      conflicts: fc.array(fc.tuple(fc.nat(count - 1), fc.nat(count - 1)), { maxLength: 8 }),
      count: fc.constant(count),
      agents: fc.integer({ min: 1, max: 4 }),
    }),
  )
  .map(({ needs, conflicts, count, agents }) =>
    makeState(
      Array.from({ length: count }, (_, at) =>
        task(`t${at}`, {
          needs: needs.filter(([from, to]) => to === at && from < at).map(([from]) => id(`t${from}`)),
          conflictsWith: conflicts
            .filter(([one, two]) => one === at && two !== at)
            .map(([, two]) => id(`t${two}`)),
          candidates: at % 2 === 0 ? [agentId('claude'), agentId('codex')] : [agentId('codex')],
        }),
      ),
      {
        agents: [
          ['claude', 2],
          ['codex', 1],
        ],
        limits: { agents, retryBudgetMs: 50 },
      },
    ),
  );

function holdInvariants(state: RunState): void {
  const busy = state.tasks.filter((one) => busyAgent(one.phase) !== undefined && !isInPlace(state, one));
  expect(busy.length).toBeLessThanOrEqual(state.limits.agents);
  for (const agent of state.agents)
    expect(busy.filter(({ phase }) => busyAgent(phase) === agent.id).length).toBeLessThanOrEqual(
      agent.atOnce,
    );
  for (const one of busy) {
    for (const two of busy) if (one !== two) expect(one.task.conflictsWith).not.toContain(two.task.id);
    for (const need of one.task.needs)
      expect(state.tasks.find(({ task: { id: other } }) => other === need)?.phase.kind).toBe('done');
  }
}

it('whatever happens in whatever order: never two at once on the same files, and the run comes to an end', () => {
  fc.assert(
    fc.property(
      plans,
      fc.infiniteStream(fc.nat(1_000)),
      fc.option(fc.nat(30)),
      (start, dice, interruptAt) => {
        const roll = (): number => dice.next().value ?? 0;
        let state = start;
        const final = new Map<TaskId, unknown>();
        let open: RunAction[] = [];
        const feed = (happening: RunHappening, at: number): void => {
          const decision = decideRun(state, event(happening, at, (roll() % 100) / 100));
          state = decision.state;
          open = [...open, ...decision.actions.filter(({ kind }) => kind !== 'stop' && kind !== 'let-go')];
          holdInvariants(state);
          for (const { task, phase } of state.tasks) {
            if (final.has(task.id))
              expect(phase).toBe(final.get(task.id)); // a final state is final
            else if (isFinal(phase)) final.set(task.id, phase);
          }
        };
        feed({ kind: 'started' }, 0);
        let step = 1;
        for (; open.length > 0 && step < 5_000; step++) {
          if (step === interruptAt) feed({ kind: 'interrupted' }, step);
          const action = nextOf(open, state, roll);
          open = open.filter((other) => other !== action);
          const possible = action ? answers(action, state) : [];
          const answer = possible[roll() % Math.max(possible.length, 1)];
          if (answer) feed(answer, step);
        }
        expect(step).toBeLessThan(5_000);
        expect(state.stage).toBe('over');
        expect(final.size).toBe(state.tasks.length);
      },
    ),
    { numRuns: propertyRuns(1_000) },
  );
});
