import { describe, expect, it } from 'vitest';
import type { Oid, RefName, RunId, TaskDigest, TaskId } from '../../../src/core/model/ids.ts';
import { type DoneSight, type Recognising, recogniseTasks } from '../../../src/core/run/recognise-tasks.ts';

const T1 = 't1' as TaskId;
const OWN = 'main-aaaaaaaa-2' as RunId;
const MINE = '111111111111-01020304' as TaskDigest;
const OTHER = '222222222222-ff020304' as TaskDigest;
const commit = 'c'.repeat(40) as Oid;

const sight = (more: Partial<DoneSight> = {}): DoneSight => ({
  task: T1,
  run: 'main-aaaaaaaa' as RunId,
  digest: MINE,
  commit,
  onTable: true,
  ...more,
});
const { digest: _, ...unnamed } = sight();

const recognise = (sights: readonly DoneSight[], more: Partial<Recognising> = {}, derived = false) =>
  recogniseTasks({
    run: OWN,
    tasks: [{ id: T1, digest: MINE, derived }],
    sights,
    claimed: new Map(),
    empty: new Set(),
    again: new Set(),
    accept: new Set(),
    ...more,
  }).get(T1)?.end;

const only = new Set([T1]);
const before = { kind: 'done', how: 'before', commit };
const leftOut = { ref: 'refs/x' as RefName, from: 'origin', commit, paths: ['a.txt'] };
const otherwise = { kind: 'aside', problem: { code: 'done-otherwise', data: { commit, parts: ['title'] } } };

describe('a given task', () => {
  it.each<[string, readonly DoneSight[], Partial<Recognising>, object | undefined]>([
    ['that nobody did', [], {}, undefined],
    ['of another id', [sight({ task: 't2' as TaskId })], {}, undefined],
    ['of the same digest', [sight()], {}, before],
    [
      'known by the same text, its parts aside',
      [sight({ digest: MINE.slice(0, 12) as TaskDigest })],
      {},
      before,
    ],
    ['of the same digest, done otherwise since', [sight({ digest: OTHER }), sight()], {}, before],
    ['of another digest', [sight({ digest: OTHER })], {}, otherwise],
    ['without a digest, as the table knows', [unnamed], {}, before],
    ['without a digest, by a line alone', [{ ...unnamed, onTable: false }], {}, { kind: 'aside' }],
    [
      'in a result that conflicts',
      [sight({ leftOut })],
      {},
      { kind: 'aside', problem: { code: 'done-elsewhere', data: leftOut } },
    ],
    ['of another digest, in a result that conflicts', [sight({ leftOut, digest: OTHER })], {}, undefined],
    ['that somebody is at work on', [sight()], { claimed: new Map([[T1, 'at-work']]) }, undefined],
    ['that was left claimed here, done elsewhere', [sight()], { claimed: new Map([[T1, 'left']]) }, before],
    [
      'that was left claimed, half published',
      [sight({ run: OWN })],
      { claimed: new Map([[T1, 'left']]) },
      undefined,
    ],
    ['that is wanted again', [sight()], { again: only }, undefined],
    [
      'that is wanted again, and was done in this very attempt',
      [sight({ run: OWN })],
      { again: only },
      before,
    ],
    [
      'of another digest, taken for done',
      [sight({ digest: OTHER })],
      { accept: only },
      { kind: 'accepted', commit },
    ],
    ['of the same digest, taken for done', [sight()], { accept: only }, before],
    ['that left nothing', [], { empty: only }, undefined],
    ['that left nothing, taken for done', [], { empty: only, accept: only }, { kind: 'accepted' }],
    ['that nobody did, taken for done', [], { accept: only }, undefined],
  ])('%s', (__, sights, more, end) => {
    if (end === undefined) expect(recognise(sights, more)).toBeUndefined();
    else expect(recognise(sights, more)).toMatchObject(end);
  });
});

describe('a derived task', () => {
  it('with other blobs is another task, and needs no word', () => {
    expect(recognise([sight({ digest: OTHER })], {}, true)).toBeUndefined();
    expect(recognise([sight()], {}, true)).toEqual(before);
  });

  it('is done where its files are as its work left them', () => {
    expect(recognise([sight({ digest: OTHER, leftBehind: MINE })], {}, true)).toEqual(before);
  });
});

it('what it left is known to those that need it', () => {
  const handoff = { summary: 'did it', paths: [], outputs: { port: '80' } };
  const known = recogniseTasks({
    run: OWN,
    tasks: [{ id: T1, digest: MINE, derived: false }],
    sights: [sight({ handoff })],
    claimed: new Map(),
    empty: new Set(),
    again: new Set(),
    accept: new Set(),
  });
  expect(known.get(T1)?.handoff).toEqual(handoff);
});
