import { describe, expect, it } from 'vitest';
import { decideRecall } from '../../../src/core/claim/decide-recall.ts';
import type { HeldClaim } from '../../../src/core/claim/held-claim.ts';
import type { ClaimRecord } from '../../../src/core/claim/record.ts';
import type { LockView, TableView, TaskView } from '../../../src/core/claim/table.ts';
import type {
  ClaimId,
  LockName,
  Oid,
  RefName,
  RepoPath,
  RunId,
  TaskId,
} from '../../../src/core/model/ids.ts';
import type { MonotonicTime, WallTime } from '../../../src/core/model/time.ts';

const oid = (digit: string): Oid => digit.repeat(40) as Oid;
const [C, P, W, OTHER] = [oid('c'), oid('9'), oid('e'), oid('0')];
const REF = 'refs/agentic/tasks/hand/t' as RefName;

const record = (locks: readonly string[], more: Partial<ClaimRecord> = {}): ClaimRecord => ({
  version: 1,
  state: 'claimed',
  nonce: 'a'.repeat(32),
  claim: 'c-aaaaaaaaaaaa' as ClaimId,
  run: 'hand' as RunId,
  task: 't' as TaskId,
  holder: { kind: 'session', id: 's', name: 's' },
  locks: locks as readonly LockName[],
  paths: locks as readonly string[] as readonly RepoPath[],
  at: 0 as WallTime,
  leaseS: 60,
  unicode: '15.1.0',
  ...more,
});
const sent = (more: Partial<HeldClaim> = {}): HeldClaim => ({
  claim: 'c-aaaaaaaaaaaa' as ClaimId,
  taskRef: REF,
  anchor: C,
  parent: P,
  tip: C,
  sent: [],
  sentLocks: [],
  record: record(['a', 'b']),
  leaseFrom: { wall: 0 as WallTime, monotonic: 0 as MonotonicTime, boot: 'boot' },
  confirmed: false,
  ...more,
});

function table(
  tip: Oid | undefined,
  locks: Readonly<Record<string, Oid>>,
  of = record(['a', 'b']),
): TableView {
  const task: TaskView | undefined = tip && {
    ref: REF,
    tip,
    read: { kind: 'record', record: of },
    parent: null,
  };
  const views = Object.entries(locks).map(([lock, anchor]): readonly [LockName, LockView] => [
    lock as LockName,
    { lock: lock as LockName, anchor, standing: { kind: 'unknown' }, forged: false },
  ]);
  return { tasks: new Map(task ? [[REF, task]] : []), locks: new Map(views) };
}

const all = { a: C, b: C };
const narrowing = {
  confirmed: true,
  sent: [W],
  sentLocks: ['b' as LockName],
  giving: ['b' as LockName],
  record: record(['a']),
};
const narrow = record(['a'], { state: 'renewed' });
const ended = record([], { state: 'released' });
const widening = { confirmed: true, sent: [W], sentLocks: ['c' as LockName] };
const wide = record(['a', 'b', 'c'], { state: 'widened' });

describe('what a command before this one did not learn the end of', () => {
  it.each<[string, HeldClaim, TableView, string, ...boolean[]]>([
    ['whole and in time', sent(), table(C, all), 'hold'],
    ['whole, its lease over', sent(), table(C, all), 'end', true],
    ['whole, and given back', sent({ ending: true }), table(C, all), 'end'],
    ['there in part', sent(), table(C, { a: C }), 'end'],
    ['not there, and may land', sent(), table(P, {}, ended), 'bar'],
    ['not there, given back, and may land', sent({ ending: true }), table(P, {}, ended), 'bar'],
    ['not there, over another claim in force', sent(), table(P, {}), 'wait'],
    ['not there, over a claim that is over', sent(), table(P, {}), 'bar', false, true],
    ['another stands there', sent(), table(OTHER, {}), 'forget'],
    ['of an ended one a lock is left', sent(), table(OTHER, { a: C }), 'forget'],
    ['an end that is wanted', sent({ confirmed: true, ending: true }), table(C, all), 'end'],
    ['a lease that is over', sent({ confirmed: true }), table(C, all), 'end', true],
    ['a widening that landed', sent(widening), table(W, { ...all, c: C }, wide), 'hold'],
    ['a widening that has not', sent(widening), table(C, all), 'hold'],
    ['a narrowing that landed', sent(narrowing), table(W, { a: C }, narrow), 'hold'],
    ['a narrowing that landed in part', sent(narrowing), table(W, all, narrow), 'narrow'],
    ['a narrowing that has not landed', sent(narrowing), table(C, all), 'narrow'],
    ['a narrowing, its lease over', sent(narrowing), table(C, all), 'end', true],
    ['a narrowing of a claim that was ended', sent(narrowing), table(OTHER, {}, ended), 'end'],
    ['a claim that was ended meanwhile', sent(widening), table(OTHER, {}, ended), 'end'],
  ])('%s', (_, held, view, step, isLeaseOver = false, isOver = false) => {
    expect(decideRecall({ view, held, isLeaseOver, isOver: () => isOver }).do).toBe(step);
  });

  it.each([
    ['that landed is over and done with', { a: C }, { tip: W, sent: [], sentLocks: [], giving: [] }],
    ['that landed in part still has to give', all, { tip: W, sent: [], sentLocks: ['b'], giving: ['b'] }],
  ])('a narrowing %s', (_, locks, held) => {
    const view = table(W, locks, narrow);
    const step = decideRecall({ view, held: sent(narrowing), isLeaseOver: false, isOver: () => false });
    expect(step).toMatchObject({ held: { ...held, record: { locks: ['a'] } } });
  });

  it('of a widening that landed in part only what is there is held', () => {
    const step = decideRecall({
      view: table(W, { ...all, c: OTHER }, wide),
      held: sent(widening),
      isLeaseOver: false,
      isOver: () => false,
    });
    expect(step).toMatchObject({ do: 'hold', held: { tip: W, sent: [], record: { locks: ['a', 'b'] } } });
  });
});
