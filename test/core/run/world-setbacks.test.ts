import { describe, expect, it } from 'vitest';
import type { RunHappening } from '../../../src/core/run/run-event.ts';
import { countedTries } from '../../../src/core/run/run-state.ts';
import { happen, id, makeState, phaseOf, play, task, trouble } from './run-fixture.ts';

const { started, claimed, ready, failed, released, woke, published } = happen;
const setback: RunHappening = {
  kind: 'not-published',
  task: id('a'),
  end: { kind: 'world', problem: trouble },
};
const begun = [started as RunHappening, claimed('a'), ready('a')];

describe('a failure of the world', () => {
  it('leaves a finished work where it is: it is published again under the same claim, after a pause', () => {
    const { state, steps } = play(makeState([task('a', { retries: 0 })]), ...begun, setback, woke('a'));
    expect(steps.slice(-2)).toEqual([
      [{ kind: 'wait', task: 'a', ms: 750 }],
      [{ kind: 'publish', task: 'a', agent: 'claude' }],
    ]);
    expect(phaseOf(state, 'a')).toEqual({ kind: 'publishing', agent: 'claude', claim: 'c-a' });
    expect(phaseOf(play(state, published('a')).state, 'a').kind).toBe('done');
  });

  it('is waited for longer each time, and reported at last; no agent is blamed', () => {
    const again = [setback, woke('a')];
    const { state, steps } = play(makeState([task('a')]), ...begun, ...again, ...again, ...again, setback);
    const pauses = steps.flat().flatMap((action) => (action.kind === 'wait' ? [action.ms] : []));
    expect(pauses).toEqual([750, 1500, 3000]);
    expect(phaseOf(state, 'a')).toMatchObject({ kind: 'releasing', next: { kind: 'failed' } });
    expect(state.agents[0]).toMatchObject({ failedInARow: 0, barred: false });
  });

  it('before the agent could work is no try of it', () => {
    const { state } = play(
      makeState([task('a', { retries: 0 })]),
      ...[
        started as RunHappening,
        claimed('a'),
        failed('a', 'world'),
        released('a'),
        woke('a'),
        claimed('a'),
      ],
    );
    const [progress] = state.tasks;
    expect(progress?.phase.kind).toBe('working');
    expect(progress && countedTries(progress)).toBe(1);
  });

  it('that is waited for ends with an interruption: the claim goes back', () => {
    const { state, steps } = play(
      makeState([task('a')]),
      ...begun,
      setback,
      { kind: 'interrupted' },
      woke('a'),
    );
    expect(steps.at(-1)).toEqual([{ kind: 'release', task: 'a' }]);
    expect(phaseOf(state, 'a')).toMatchObject({ kind: 'releasing', next: { kind: 'interrupted' } });
  });

  it('a pause that is over while the work is being published changes nothing', () => {
    const { steps } = play(makeState([task('a')]), ...begun, woke('a'));
    expect(steps.at(-1)).toEqual([]);
  });
});
