import { expect, it } from 'vitest';
import type { HeldClaim } from '../../../src/core/claim/held-claim.ts';
import { judgeEnding } from '../../../src/core/claim/judge-ending.ts';
import type { TableView } from '../../../src/core/claim/table.ts';
import type { LockName, Oid, RefName } from '../../../src/core/model/ids.ts';

const [anchor, widened, ending] = ['a', 'b', 'c'].map((digit) => digit.repeat(40)) as [Oid, Oid, Oid];
const taskRef = 'refs/agentic/tasks/r/t' as RefName;
const [own, more] = ['src/a', 'src/b'] as [LockName, LockName];
const record = { state: 'claimed', locks: [own] } as unknown as HeldClaim['record'];
/** A claim whose widening by `more` was sent, and nobody knows what became of it. */
const held = {
  taskRef,
  anchor,
  tip: anchor,
  sent: [widened],
  sentLocks: [more],
  record,
} as unknown as HeldClaim;

const view = (tip: Oid, locks: readonly LockName[]): TableView => {
  const names = tip === widened ? [own, more] : [own];
  const read = { kind: 'record', record: { ...record, anchor, locks: names } };
  return {
    locks: new Map(locks.map((lock) => [lock, { lock, anchor }])),
    tasks: new Map([[taskRef, { ref: taskRef, tip, read }]]),
  } as unknown as TableView;
};

it.each([
  ['nothing of the widening is there', anchor, [own], true],
  ['its lock is there, its state is not', anchor, [own, more], true],
  ['all of it is there', widened, [own, more], true],
  ['its state is there, its lock is not', widened, [own], false],
  ['somebody deleted a lock', anchor, [], false],
] as const)('a claim is whole by what its newest state names: %s', (_, tip, locks, isWhole) => {
  expect(judgeEnding(view(tip, locks), held, ending)).toMatchObject({ kind: 'still-held', locks, isWhole });
});
