import { expect, it } from 'vitest';
import type { RepoPath, RunId, TaskId } from '../../src/core/model/ids.ts';
import { findAwaiting, nameAwaiting } from '../../src/core/run/find-awaiting.ts';
import { findBeyond, judgeReach, MOST_BEYOND } from '../../src/core/run/judge-reach.ts';

const paths = (...names: string[]) => names as RepoPath[];
const many = (count: number) => Array.from({ length: count }, (_, at) => `d/${at}` as RepoPath);

it.each([
  ['nothing outside', { changed: ['a.txt'], deleted: [] }, ['a.txt'], [], undefined],
  ['a few paths outside', { changed: ['a.txt', 'b.txt'], deleted: [] }, ['x'], ['a.txt', 'b.txt'], undefined],
  [
    'the user’s work taken back outside',
    { changed: ['a.txt', 'b.txt'], deleted: [] },
    ['b.txt', 'c.txt'],
    ['a.txt', 'c.txt'],
    { deleted: [], paths: ['b.txt'], reverted: ['b.txt'] },
  ],
  [
    'a file of the user gone, which the base had not',
    { changed: ['new.txt'], deleted: ['new.txt'] },
    ['new.txt'],
    [],
    { deleted: ['new.txt'], paths: [], reverted: ['new.txt'] },
  ],
  ['taken back where the task is at home', { changed: ['a.txt'], deleted: [] }, ['a.txt'], [], undefined],
  [
    'changed otherwise where the user has',
    { changed: ['b.txt'], deleted: [] },
    ['b.txt'],
    ['b.txt'],
    undefined,
  ],
])('%s', (_, made, ours, different, wanted) => {
  const beyond = findBeyond(['a.txt'], { changed: paths(...made.changed), deleted: paths(...made.deleted) });
  expect(judgeReach(beyond, { ours: paths(...ours), different: paths(...different) })).toEqual(wanted);
});

it('as many as are a side effect pass, one more does not', () => {
  const nothing = { ours: [], different: [] };
  expect(judgeReach({ deleted: many(1), paths: many(MOST_BEYOND - 1) }, nothing)).toBeUndefined();
  expect(judgeReach({ deleted: many(1), paths: many(MOST_BEYOND) }, nothing)).toBeDefined();
});

it('finds what waits of a task: of this run first, then of one for the same branch; of no other task', () => {
  const at = (run: string, name: string) => ({ ref: `refs/kept/${run}/${name}` });
  const waits = nameAwaiting('fix' as TaskId, '0a1b2c3d');
  const ask = { run: 'main-11111111' as RunId, task: 'fix' as TaskId };
  const [own, older, other] = [at(ask.run, waits), at('main-22222222', waits), at('side-11111111', waits)];
  expect(findAwaiting([other, older, own], ask)).toBe(own);
  expect(findAwaiting([other, older], ask)).toBe(older);
  const none = [other, at(ask.run, 'fix-0a1b2c3d'), at(ask.run, nameAwaiting('fix-more' as TaskId, 'aa'))];
  expect(findAwaiting(none, ask)).toBeUndefined();
});
