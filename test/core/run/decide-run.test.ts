import { describe, expect, it } from 'vitest';
import { problemOf } from '../../../src/core/model/problem.ts';
import type { PublishEnd } from '../../../src/core/run/run-event.ts';
import { agentId, happen, id, makeState, phaseOf, play, task } from './run-fixture.ts';

const { started, claimed, held, ready, failed, published, notPublished, notBegun, released, woke } = happen;
const { interrupted, finished } = happen;
const claim = (name: string, agent = 'claude') => ({ kind: 'claim', task: name, agent });

describe('starting tasks', () => {
  it('starts all that are free, and no more than the agent can do at once', () => {
    const { steps } = play(makeState([task('a'), task('b'), task('c')]), started);
    expect(steps).toEqual([[claim('a'), claim('b')]]);
  });

  it('starts no more than the limit of the run', () => {
    const state = makeState([task('a'), task('b')], { limits: { agents: 1 } });
    expect(play(state, started).steps).toEqual([[claim('a')]]);
  });

  it('keeps tasks on the same files apart, whichever of them names the overlap', () => {
    const state = makeState([task('a'), task('b', { conflictsWith: [id('a')] })]);
    const { steps } = play(state, started, claimed('a'), ready('a'), published('a'));
    expect(steps).toEqual([
      [claim('a')],
      [{ kind: 'work', task: 'a', agent: 'claude' }],
      [
        { kind: 'publish', task: 'a', agent: 'claude' },
        { ...claim('b'), after: 'a' },
      ],
      [],
    ]);
  });

  it('starts a task in the moment in which the last one it needs is published', () => {
    const state = makeState([task('a'), task('b'), task('c', { needs: [id('a'), id('b')] })]);
    const { steps } = play(
      state,
      ...[started, claimed('a'), claimed('b'), ready('a'), ready('b'), published('b'), published('a')],
    );
    expect(steps.slice(5)).toEqual([[], [claim('c')]]);
  });

  it('takes the next agent that may do it when the best one is busy', () => {
    const both = { candidates: [agentId('claude'), agentId('codex')] };
    const state = makeState([task('a', both), task('b', both)], {
      agents: [
        ['claude', 1],
        ['codex', 1],
      ],
    });
    expect(play(state, started).steps).toEqual([[claim('a'), claim('b', 'codex')]]);
  });

  it('starts nothing when the minutes are used up', () => {
    const state = makeState([task('a'), task('b', { needs: [id('a')] })], { limits: { agentMs: 1_000 } });
    const end = play(state, started, claimed('a'), ready('a', 1_000), published('a')).state;
    expect(phaseOf(end, 'b')).toMatchObject({ kind: 'blocked', problem: { code: 'budget-used-up' } });
  });
});

describe('a task that takes the place of one that is published', () => {
  const three = [task('a'), task('b'), task('c')];
  const one = { limits: { agents: 1 } };

  it('needs no agent of its own, and keeps the place of the one before', () => {
    const { steps, state } = play(
      makeState(three, one),
      ...[started, claimed('a'), ready('a'), published('a'), claimed('b'), ready('b')],
    );
    expect(steps[2]).toContainEqual({ ...claim('b'), after: 'a' });
    expect(steps.slice(3, 5)).toEqual([[], [{ kind: 'work', task: 'b', agent: 'claude' }]]);
    expect(steps[5]).toContainEqual({ ...claim('c'), after: 'b' });
    expect(phaseOf(state, 'c')).toEqual({ kind: 'claiming', agent: 'claude', after: 'b' });
  });

  it('one for each, while several are published at the same time', () => {
    const state = makeState([task('a'), task('b'), task('c'), task('d')], { limits: { agents: 2 } });
    const { steps } = play(state, started, claimed('a'), claimed('b'), ready('a'), ready('b'));
    expect(steps[3]).toContainEqual({ ...claim('c'), after: 'a' });
    expect(steps[4]).toContainEqual({ ...claim('d'), after: 'b' });
  });

  it('waits again where the one before was not published, and is stopped where it needs that one', () => {
    const state = makeState([task('a', { retries: 0 }), task('b', { needs: [id('a')] }), task('c')], one);
    const { steps, state: end } = play(
      state,
      ...[started, claimed('a'), ready('a'), notPublished('a'), notBegun('b'), released('a')],
    );
    expect(steps[2]).toContainEqual({ ...claim('b'), after: 'a' });
    expect(phaseOf(end, 'b')).toEqual({ kind: 'stopped', because: 'a' });
    expect(steps.at(-1)).toEqual([claim('c')]);
  });

  it('begins by itself where an agent becomes free before, and is blocked where nothing may begin any more', () => {
    const all = [task('a'), task('b', { retries: 0 }), task('c')];
    const { steps } = play(
      makeState(all, { limits: { agents: 2 } }),
      ...[started, claimed('a'), claimed('b'), ready('a'), failed('b'), released('b'), notBegun('c')],
    );
    expect(steps[3]).toContainEqual({ ...claim('c'), after: 'a' });
    expect(steps[5]).toEqual([{ kind: 'let-go', task: 'c', after: 'a' }]);
    expect(steps[6]).toEqual([claim('c')]);

    const poor = makeState(all, { limits: { agents: 2, agentMs: 1_000 } });
    const spent = play(
      poor,
      ...[started, claimed('a'), claimed('b'), ready('a'), ready('b', 1_000), notBegun('c')],
    );
    expect(spent.steps[4]).toContainEqual({ kind: 'let-go', task: 'c', after: 'a' });
    expect(phaseOf(spent.state, 'c')).toMatchObject({ kind: 'blocked', problem: { code: 'budget-used-up' } });
  });

  it('is nobody where another agent is the one for it, or nothing may begin', () => {
    const other = makeState([task('a'), task('b', { candidates: [agentId('codex')] })], {
      agents: [
        ['claude', 1],
        ['codex', 1],
      ],
      limits: { agents: 1 },
    });
    expect(play(other, started, claimed('a'), ready('a')).steps[2]).toHaveLength(1);
    const poor = makeState(three, { limits: { agents: 1, agentMs: 1_000 } });
    expect(play(poor, started, claimed('a'), ready('a', 1_000)).steps[2]).toHaveLength(1);
  });
});

describe('failures', () => {
  it('tries again after a pause, then gives up; what needs it is stopped, the rest goes on', () => {
    const state = makeState([
      task('a'),
      task('b', { needs: [id('a')] }),
      task('c', { needs: [id('b')] }),
      task('d'),
    ]);
    const { state: end, steps } = play(
      state,
      ...[
        started,
        claimed('a'),
        failed('a'),
        released('a'),
        woke('a'),
        claimed('a'),
        failed('a'),
        released('a'),
      ],
    );
    expect(steps[2]).toEqual([{ kind: 'release', task: 'a' }]);
    expect(steps[3]).toEqual([{ kind: 'wait', task: 'a', ms: 500 }]);
    expect(steps[4]).toEqual([claim('a')]);
    expect(phaseOf(end, 'a').kind).toBe('failed');
    expect(phaseOf(end, 'b')).toEqual({ kind: 'stopped', because: 'a' });
    expect(phaseOf(end, 'c')).toEqual({ kind: 'stopped', because: 'b' });
    expect(phaseOf(end, 'd').kind).toBe('claiming');
  });

  it('does not try again what cannot pass', () => {
    const end = play(
      makeState([task('a')]),
      started,
      claimed('a'),
      failed('a', 'agent', false),
      released('a'),
    );
    expect(phaseOf(end.state, 'a').kind).toBe('failed');
    expect(end.steps[3]).toEqual([{ kind: 'finish', allDone: false }]);
  });

  it('lets a task go on whose predecessor it does not need', () => {
    const state = makeState([task('a', { retries: 0 }), task('b', { after: [id('a')] })]);
    const { steps } = play(state, started, claimed('a'), failed('a'), released('a'));
    expect(steps[0]).toEqual([claim('a')]);
    expect(steps[3]).toEqual([claim('b')]);
  });

  it('gives an agent that failed three in a row no more, and says so', () => {
    const tasks = ['a', 'b', 'c', 'd'].map((name) => task(name, { retries: 0 }));
    const state = makeState(tasks, { agents: [['claude', 1]] });
    const end = play(
      state,
      started,
      ...['a', 'b', 'c'].flatMap((name) => [claimed(name), failed(name), released(name)]),
    ).state;
    expect(phaseOf(end, 'd')).toMatchObject({ kind: 'blocked', problem: { code: 'no-agent-left' } });
  });

  it('counts failures in a row only: a success between them clears the agent', () => {
    const tasks = ['a', 'b', 'c', 'd'].map((name) => task(name, { retries: 0 }));
    const end = play(
      makeState(tasks, { agents: [['claude', 1]] }),
      ...[started, claimed('a'), failed('a'), released('a'), claimed('b'), failed('b'), released('b')],
      ...[claimed('c'), ready('c'), published('c'), claimed('d')],
    ).state;
    expect(end.agents[0]).toMatchObject({ failedInARow: 0, barred: false });
    expect(phaseOf(end, 'd').kind).toBe('working');
  });

  it('gives the task of an agent that cannot be started to another one', () => {
    const state = makeState([task('a', { candidates: [agentId('claude'), agentId('codex')], retries: 0 })], {
      agents: [
        ['claude', 1],
        ['codex', 1],
      ],
    });
    const { steps } = play(
      state,
      started,
      claimed('a'),
      failed('a', 'start', false),
      released('a'),
      woke('a'),
    );
    expect(steps[4]).toEqual([claim('a', 'codex')]);
  });
});

describe('claims of others', () => {
  it('waits and asks again, with the capacity free for others', () => {
    const state = makeState([task('a'), task('b')], { agents: [['claude', 1]] });
    const { steps } = play(state, started, held('a'), woke('a'));
    expect(steps[1]).toEqual([{ kind: 'wait', task: 'a', ms: 500 }, claim('b')]);
    expect(steps[2]).toEqual([]);
  });

  it('is blocked when retryBudget is used up, counted from the first refusal', () => {
    const wait = (at: number) =>
      [
        [held('a'), at],
        [woke('a'), at],
      ] as const;
    const { state } = play(makeState([task('a')]), started, ...wait(10), ...wait(30_000), [
      held('a'),
      60_010,
    ]);
    expect(phaseOf(state, 'a').kind).toBe('blocked');
  });
});

describe('publishing', () => {
  const toPublishing = [started, claimed('a'), ready('a')] as const;
  const problem = problemOf('merge-conflict', { task: 'a', paths: ['a.txt'], lines: [] });
  const end = (kind: PublishEnd['kind']) =>
    ({ kind: 'not-published', task: id('a'), end: { kind, problem } }) as const;

  it('works again on a conflict, keeping the claim, within the retries', () => {
    const { steps, state } = play(
      makeState([task('a')]),
      ...toPublishing,
      end('run-again'),
      ready('a'),
      end('run-again'),
    );
    expect(steps[3]).toMatchObject([{ kind: 'work', task: 'a', again: { code: 'merge-conflict' } }]);
    expect(steps[5]).toEqual([{ kind: 'release', task: 'a' }]);
    expect(phaseOf(state, 'a')).toMatchObject({ kind: 'releasing', next: { kind: 'blocked' } });
  });

  it('is interrupted where it was stopped in the middle, whatever could not be done then', () => {
    const { state } = play(makeState([task('a')]), ...toPublishing, interrupted, end('failed'), {
      kind: 'released',
      task: id('a'),
    });
    expect(phaseOf(state, 'a').kind).toBe('interrupted');
  });

  it('gives back nothing that was lost', () => {
    const { steps, state } = play(makeState([task('a')]), ...toPublishing, end('claim-lost'));
    expect(steps[3]).toEqual([{ kind: 'finish', allDone: false }]);
    expect(phaseOf(state, 'a').kind).toBe('blocked');
  });
});

describe('interruption', () => {
  it('starts nothing, stops agents, gives claims back, lets a publication end', () => {
    const state = makeState([task('a'), task('b'), task('c'), task('d')], { agents: [['claude', 3]] });
    const { steps, state: end } = play(
      state,
      ...[started, claimed('a'), claimed('b'), ready('b'), interrupted, claimed('c'), published('b')],
      ...[{ kind: 'worked', task: id('a'), work: { kind: 'stopped' }, spent: { ms: 1, usd: 0 } } as const],
      ...[notBegun('d'), released('a'), released('c'), finished],
    );
    expect(steps[4]).toEqual([{ kind: 'stop', task: 'a' }]);
    expect(steps[5]).toEqual([{ kind: 'release', task: 'c' }]);
    expect(steps[7]).toEqual([{ kind: 'release', task: 'a' }]);
    expect(end.tasks.map(({ phase }) => phase.kind)).toEqual([
      'interrupted',
      'done',
      'interrupted',
      'interrupted',
    ]);
    expect(end.stage).toBe('over');
  });

  it('changes nothing on late or doubled events', () => {
    const { state } = play(makeState([task('a')]), started, claimed('a'));
    for (const late of [claimed('a'), held('a'), released('a'), woke('a'), published('a'), woke('nobody')])
      expect(play(state, late)).toEqual({ state, steps: [[]] });
  });
});
