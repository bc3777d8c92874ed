import { describe, expect, it } from 'vitest';
import { readCondition } from '../../../src/core/conditions/read-condition.ts';
import type { TaskId } from '../../../src/core/model/ids.ts';
import type { TaskOnTable } from '../../../src/core/plan/read-plan-file.ts';
import { expandTasks } from '../../../src/core/run/expand-tasks.ts';
import { readItems } from '../../../src/core/run/read-items.ts';
import { settleOnTable } from '../../../src/core/run/settle-on-table.ts';

const id = (name: string): TaskId => name as TaskId;
const task = (name: string, needs: readonly string[], more: Partial<TaskOnTable> = {}): TaskOnTable => ({
  id: id(name),
  title: `Do ${name}`,
  kind: 'x',
  writes: [],
  dependsOn: needs.map((on) => ({ on: id(on), why: 'needs' })),
  ...more,
});

/** `done`: task → its outputs. */
const settle = (
  tasks: readonly TaskOnTable[],
  done: Readonly<Record<string, Readonly<Record<string, string>>>>,
) =>
  settleOnTable({
    plan: { tasks },
    see: (name) => {
      const outputs = done[name];
      return outputs === undefined ? { standing: 'idle', outputs: {} } : { standing: 'done', outputs };
    },
    read: readCondition,
  }).map(({ task: one, standing, turn }) => `${one.id} ${standing === 'idle' ? turn : standing}`);

const scan = task('scan', [], { outputs: ['findings'] });
const fix = task('fix', ['scan'], { condition: 'needs.scan.outputs.findings > 0' });
const verify = task('verify', ['fix']);
const list = task('list', [], { outputs: ['items'] });
const forEach = { task: id('list'), output: 'items' };
const first = task('first', ['list'], { forEach, writes: ['out/{item}/**'] });
const second = task('second', ['first'], {
  forEach,
  conditionNames: { first: id('first') },
  condition: 'success()',
});

describe('what the table alone says of a plan', () => {
  it.each([
    [[scan, fix, verify], {}, ['scan goes', 'fix waits', 'verify waits']],
    [[scan, fix, verify], { scan: { findings: '1' } }, ['scan done', 'fix goes', 'verify waits']],
    [[scan, fix, verify], { scan: { findings: '0' } }, ['scan done', 'fix skipped', 'verify skipped']],
    [[scan, fix, verify], { scan: {} }, ['scan done', 'fix blocked', 'verify waits']],
    [[list, first, second], {}, ['list goes', 'first waits', 'second waits']],
    [[list, first, second], { list: { items: '[]' } }, ['list done', 'first skipped', 'second skipped']],
    [[list, first, second], { list: { items: '["a"]' } }, ['list done', 'first-a goes', 'second-a waits']],
    [
      [list, first, second],
      { list: { items: '["a","b"]' }, 'first-b': {} },
      ['list done', 'first-a goes', 'first-b done', 'second-a waits', 'second-b goes'],
    ],
    [[list, first], { list: { items: 'nothing' } }, ['list done', 'first waits']],
  ])('%#', (tasks, done, settled) => {
    expect(settle(tasks, done)).toEqual(settled);
  });
});

describe('tasks that are made of a list', () => {
  const make = (items: string, tasks: readonly TaskOnTable[] = [list, first]) =>
    expandTasks(tasks, { source: id('list'), outputs: { items } });

  it('have the item in id, title and paths, as a name', () => {
    const made = make('["a b", "[id]", "a/b"]');
    expect(
      made.ok && made.tasks.slice(1).map(({ id: name, title, writes }) => [name, title, ...writes]),
    ).toEqual([
      ['first-a-b', 'Do first: a b', 'out/a b/**'],
      ['first-id', 'Do first: [id]', 'out/\\[id\\]/**'],
      [expect.stringMatching(/^first-a-b-[0-9a-f]{4}$/), 'Do first: a/b', 'out/a/b/**'],
    ]);
  });

  it.each([['["../x"]'], ['["/etc"]'], ['["a/../../b"]'], ['[".."]']])('lead nowhere else: %s', (items) => {
    expect(make(items)).toMatchObject({ ok: false, trouble: { reason: 'bad-item' } });
  });

  it.each([
    ['', 'not-a-list'],
    ['{"a":1}', 'not-a-list'],
    ['["a"', 'not-a-list'],
    [JSON.stringify(Array.from({ length: 100_000 }, (_, at) => `${at}`)), 'too-many'],
    ['[["a"]]', 'bad-item'],
    ['[null]', 'bad-item'],
    ['[""]', 'bad-item'],
    ['["a\\nb"]', 'bad-item'],
    ['["\\u001b[31m"]', 'bad-item'],
    ['["\\ud800"]', 'bad-item'],
    [JSON.stringify(['x'.repeat(201)]), 'bad-item'],
    ['["a","a"]', 'twice'],
  ])('are made of names alone: %s', (text, reason) => {
    expect(readItems(text)).toMatchObject({ ok: false, trouble: { reason } });
  });

  it('numbers are names, and no prototype is in the way', () => {
    expect(readItems('[1, "__proto__", "constructor"]')).toEqual({
      ok: true,
      items: ['1', '__proto__', 'constructor'],
    });
  });
});
