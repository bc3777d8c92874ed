import { describe, expect, it } from 'vitest';
import { readCondition } from '../../../src/core/conditions/read-condition.ts';
import type { PlanState } from '../../../src/core/model/plan.ts';
import type { TaskCondition } from '../../../src/core/run/judge-needs.ts';
import type { RunHappening } from '../../../src/core/run/run-event.ts';
import type { RunTask } from '../../../src/core/run/run-state.ts';
import { happen, id, makeState, phaseOf, play, task } from './run-fixture.ts';

const { started, claimed, failed, published, released, interrupted } = happen;

/** A task that needs others, if its condition says so. */
function when(name: string, needs: readonly string[], text: string, state: PlanState = {}): RunTask {
  const read = readCondition(text, new Map(needs.map((need) => [need, ['findings', 'items']])));
  if (!read.ok) throw new Error(JSON.stringify(read.troubles));
  const names = new Map(needs.map((need) => [need, id(need)]));
  const condition: TaskCondition = { condition: read.condition, names, state };
  return task(name, { needs: needs.map(id), condition });
}

const ready = (name: string, outputs: Readonly<Record<string, string>>): RunHappening => ({
  kind: 'worked',
  task: id(name),
  work: { kind: 'ready', outputs },
  spent: { ms: 0, usd: 0 },
});

const leaves = (name: string, outputs: Readonly<Record<string, string>>): readonly RunHappening[] => [
  claimed(name),
  ready(name, outputs),
  published(name),
];

const scan = task('scan');
const fix = when('fix', ['scan'], 'needs.scan.outputs.findings > 0');
const verify = task('verify', { needs: [id('fix')] });

describe('a condition', () => {
  it('that is true lets its task go, in the very push that publishes what it needs', () => {
    const { steps } = play(
      makeState([scan, fix, verify]),
      started,
      claimed('scan'),
      ready('scan', { findings: '2' }),
    );
    expect(steps.at(-1)).toContainEqual({ kind: 'claim', task: 'fix', agent: 'claude', after: 'scan' });
  });

  it('that is false skips its task and what needs only that; the run ends well', () => {
    const { state, steps } = play(
      makeState([scan, fix, verify]),
      started,
      ...leaves('scan', { findings: '0' }),
    );
    expect(phaseOf(state, 'fix')).toEqual({
      kind: 'skipped',
      why: {
        kind: 'condition',
        condition: 'needs.scan.outputs.findings > 0',
        seen: [{ name: 'needs.scan.outputs.findings', value: '0' }],
      },
    });
    expect(phaseOf(state, 'verify')).toEqual({ kind: 'skipped', why: { kind: 'needs', needs: ['fix'] } });
    expect(steps.at(-1)).toEqual([{ kind: 'finish', allDone: true }]);
  });

  it('skips nothing that needs something else, too', () => {
    const both = task('both', { needs: [id('fix'), id('scan')] });
    const { state } = play(makeState([scan, fix, both]), started, ...leaves('scan', { findings: '0' }));
    expect(phaseOf(state, 'both').kind).toBe('claiming');
  });

  it('is not asked before what it needs is done, and needs nobody where it is false', () => {
    const nobody = { ...fix, candidates: [] };
    const begun = play(makeState([scan, nobody]), started);
    expect(phaseOf(begun.state, 'fix').kind).toBe('waiting');
    const { state } = play(begun.state, ...leaves('scan', { findings: '0' }));
    expect(phaseOf(state, 'fix').kind).toBe('skipped');
  });

  it.each([
    ['failure()', true, 'claiming'],
    ['always()', true, 'claiming'],
    ['success()', true, 'skipped'],
    ["needs.scan.result == 'failure'", true, 'stopped'],
    ["failure() && needs.scan.result == 'failure'", true, 'claiming'],
    ['failure()', false, 'skipped'],
    ['always()', false, 'claiming'],
    ['success()', false, 'claiming'],
  ])('%s, what it needs failed: %s', (text, fails, phase) => {
    const state = makeState([task('scan', { retries: 0 }), when('tell', ['scan'], text)]);
    const end = fails
      ? play(state, started, claimed('scan'), failed('scan', 'agent', false), released('scan'))
      : play(state, started, ...leaves('scan', {}));
    expect(phaseOf(end.state, 'tell').kind).toBe(phase);
  });

  it('sees a failure through what was skipped for it', () => {
    const state = makeState([
      task('scan', { retries: 0 }),
      when('fix', ['scan'], 'success()'),
      when('tell', ['fix'], 'failure()'),
    ]);
    const end = play(state, started, claimed('scan'), failed('scan', 'agent', false), released('scan'));
    expect(phaseOf(end.state, 'tell').kind).toBe('claiming');
  });

  it('that nobody can decide blocks its task: nothing is skipped in silence', () => {
    const { state } = play(makeState([scan, fix]), started, ...leaves('scan', { findings: 'many' }));
    expect(phaseOf(state, 'fix')).toMatchObject({
      kind: 'blocked',
      problem: { code: 'condition-undecided' },
    });
  });

  it('of the project is decided by what the plan recorded', () => {
    const covered = when('test', [], 'state.coverage < 85', { coverage: 90 });
    const { state, steps } = play(makeState([covered]), started);
    expect(phaseOf(state, 'test').kind).toBe('skipped');
    expect(steps).toEqual([[{ kind: 'finish', allDone: true }]]);
  });

  it('is the same for who comes later and finds all done', () => {
    const known = { kind: 'done', how: 'before', outputs: { findings: '0' } } as const;
    const { state } = play(makeState([{ ...scan, known }, fix, verify]), started);
    expect(state.tasks.map(({ phase }) => phase.kind)).toEqual(['done', 'skipped', 'skipped']);
  });
});

describe('a list of items', () => {
  const forEach = { task: id('list'), output: 'items' };
  const each = task('each', { needs: [id('list')], forEach });
  const after = task('after', { needs: [id('each')] });
  const list = task('list');

  it('replaces what stands for it, once it is there', () => {
    const begun = play(makeState([list, each, after]), started, ...leaves('list', { items: '["x","y"]' }));
    expect(begun.steps.at(-1)).toEqual([{ kind: 'expand', task: 'list' }]);
    const tasks = [list, task('each-x'), task('each-y'), { ...after, needs: [id('each-x'), id('each-y')] }];
    const { state, steps } = play(begun.state, { kind: 'expanded', task: id('list'), tasks });
    expect(state.tasks.map(({ task: one, phase }) => `${one.id} ${phase.kind}`)).toEqual([
      'list done',
      'each-x claiming',
      'each-y claiming',
      'after waiting',
    ]);
    expect(steps[0]).toHaveLength(2);
  });

  it('without an entry skips it, and what needs only that', () => {
    const { state } = play(makeState([list, each, after]), started, ...leaves('list', { items: '[]' }), {
      kind: 'expanded',
      task: id('list'),
      tasks: [list, each, after],
    });
    expect(state.tasks.map(({ phase }) => phase.kind)).toEqual(['done', 'skipped', 'skipped']);
  });

  it('that is none blocks it', () => {
    const { state } = play(makeState([list, each]), started, ...leaves('list', { items: '3' }), {
      kind: 'not-expanded',
      task: id('list'),
      problem: { code: 'left-behind', data: { path: 'x' } },
    });
    expect(phaseOf(state, 'each').kind).toBe('blocked');
  });

  it('makes nothing that is started after an interruption', () => {
    const { state } = play(
      makeState([list, each]),
      started,
      ...leaves('list', { items: '["x"]' }),
      interrupted,
      {
        kind: 'expanded',
        task: id('list'),
        tasks: [list, task('each-x')],
      },
    );
    expect(phaseOf(state, 'each-x').kind).toBe('interrupted');
  });
});
