import { describe, expect, it } from 'vitest';
import { agentId, happen, makeState, phaseOf, play, task } from './run-fixture.ts';

const both = { candidates: [agentId('claude'), agentId('codex')] };
const two = {
  agents: [
    ['claude', 1],
    ['codex', 1],
  ] as [string, number][],
};

/** A task is claimed, and its agent's vendor says no. */
const refused = (
  name: string,
  ...how: Parameters<typeof happen.refused> extends [string, ...infer R] ? R : never
) => [happen.claimed(name), happen.refused(name, ...how), happen.released(name)] as const;

describe.each(['not-logged-in', 'out-of-credit'] as const)('an agent that is %s', (why) => {
  it('fails its task at once, whatever tries are left, and gets no other', () => {
    const start = makeState([task('a', { retries: 3 }), task('b')], { agents: [['claude', 1]] });
    const { state, steps } = play(start, happen.started, ...refused('a', why));
    expect(phaseOf(state, 'a')).toMatchObject({ kind: 'failed' });
    expect(phaseOf(state, 'b')).toMatchObject({
      kind: 'blocked',
      problem: { code: 'no-agent-left', data: { task: 'b', agents: ['claude'], reasons: [why] } },
    });
    expect(steps.flat().map(({ kind }) => kind)).toEqual(['claim', 'work', 'release', 'finish']);
    expect(state.agents).toMatchObject([{ barred: true, failedInARow: 0 }]);
  });

  it('hands its task to another, and none of the task’s tries is used up', () => {
    const start = makeState([task('a', { ...both, retries: 1 })], two);
    const handed = play(start, happen.started, ...refused('a', why), happen.woke('a'));
    expect(handed.steps.at(-1)).toEqual([{ kind: 'claim', task: 'a', agent: 'codex' }]);
    const again = play(handed.state, happen.claimed('a'), happen.failed('a'), happen.released('a'));
    expect(phaseOf(again.state, 'a')).toMatchObject({ kind: 'resting' });
    const last = play(
      again.state,
      happen.woke('a'),
      happen.claimed('a'),
      happen.failed('a'),
      happen.released('a'),
    );
    expect(phaseOf(last.state, 'a')).toMatchObject({ kind: 'failed' });
  });

  it('is one of two that both are: the second fails it', () => {
    const { state } = play(
      makeState([task('a', both)], two),
      happen.started,
      ...refused('a', why),
      happen.woke('a'),
      ...refused('a', why),
    );
    expect(phaseOf(state, 'a')).toMatchObject({ kind: 'failed' });
  });
});

describe('an agent that was asked to wait', () => {
  it('rests as long as it was told, and its task with it; others of its tasks wait', () => {
    const start = makeState([task('a', { retries: 0 }), task('b')], { agents: [['claude', 1]] });
    const limited = play(start, happen.started, ...refused('a', 'rate-limited', 34_000), happen.woke('a'));
    expect(limited.steps.flat()).toContainEqual({ kind: 'rest', agent: 'claude', ms: 34_000 });
    expect([phaseOf(limited.state, 'a'), phaseOf(limited.state, 'b')]).toEqual([
      { kind: 'waiting' },
      { kind: 'waiting' },
    ]);
    const rested = play(limited.state, happen.rested('claude'));
    expect(rested.steps).toEqual([[{ kind: 'claim', task: 'a', agent: 'claude' }]]);
  });

  it('does not keep its task from another', () => {
    const start = makeState([task('a', both)], two);
    const { steps } = play(start, happen.started, ...refused('a', 'rate-limited', 1_000), happen.woke('a'));
    expect(steps.at(-1)).toEqual([{ kind: 'claim', task: 'a', agent: 'codex' }]);
  });

  it('rests once where two of its tasks were refused', () => {
    const start = makeState([task('a'), task('b')], { agents: [['claude', 2]] });
    const { steps } = play(
      start,
      happen.started,
      ...refused('a', 'rate-limited', 1_000),
      ...refused('b', 'rate-limited', 2_000),
    );
    expect(steps.flat().filter(({ kind }) => kind === 'rest')).toHaveLength(1);
  });

  it('is not asked for ever', () => {
    let state = play(makeState([task('a')]), happen.started).state;
    for (let time = 0; time < 4; time++)
      state = play(
        state,
        ...refused('a', 'rate-limited', 1_000),
        happen.woke('a'),
        happen.rested('claude'),
      ).state;
    expect(phaseOf(state, 'a')).toMatchObject({ kind: 'claiming' });
    state = play(state, ...refused('a', 'rate-limited', 1_000)).state;
    expect(phaseOf(state, 'a')).toMatchObject({ kind: 'failed' });
  });
});

it('dollars and tokens of all tries are counted together', () => {
  const spent = { ms: 1, usd: 0.25, tokens: { input: 10, output: 2 } };
  const { state } = play(
    makeState([task('a')]),
    happen.started,
    happen.claimed('a'),
    { ...happen.failed('a'), spent } as ReturnType<typeof happen.failed>,
    happen.released('a'),
    happen.woke('a'),
    happen.claimed('a'),
    { ...happen.ready('a'), spent } as ReturnType<typeof happen.ready>,
  );
  expect(state).toMatchObject({ usedUsd: 0.5, usedTokens: { input: 20, output: 4 } });
});
