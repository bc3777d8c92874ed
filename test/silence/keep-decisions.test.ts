import { expect, test } from 'vitest';
import { forgetDecision, keepDecision, listDecisions } from '../../src/app/decisions/keep-decisions.ts';
import type { RefStore, TransactionOutcome } from '../../src/app/ports/ref-store.ts';
import { DECISIONS } from '../../src/core/claim/refs.ts';
import { commitObject } from '../../src/core/claim/state-commit.ts';
import type { DecisionId, Dismissal } from '../../src/core/model/decision.ts';
import type { RefName, TaskId } from '../../src/core/model/ids.ts';
import type { WallTime } from '../../src/core/model/time.ts';
import { memoryRefStore } from '../simulator/memory-ref-store.ts';
import { ciHolder, claimantOf } from '../support/memory-claimant.ts';

const dismissal = (digit: string): Dismissal => ({
  id: digit.repeat(32) as DecisionId,
  what: 'dismissed',
  by: 'Ana, work',
  at: Number.parseInt(digit, 16) as WallTime,
  task: `code-review-${digit}` as TaskId,
  kind: 'code-review',
  title: 'Review',
  evidence: ['0123456789ab'],
});
const claimant = (store: RefStore) => claimantOf(store, ciHolder('1'));

/** Answers the first push as told, whether or not it is applied. */
function answering(store: RefStore, outcome: TransactionOutcome, applied: boolean): RefStore {
  let asked = 0;
  return new Proxy(store, {
    get: (target, name) => {
      if (name !== 'commit') return Reflect.get(target, name, target);
      return async (transaction: Parameters<RefStore['commit']>[0]) => {
        const isFirst = asked++ === 0;
        const real = isFirst && !applied ? undefined : await target.commit(transaction);
        return isFirst ? outcome : (real ?? outcome);
      };
    },
  });
}

const namesOf = async (store: RefStore) => {
  const listed = await listDecisions(claimant(store));
  return listed.ok ? listed.value.map(({ decision }) => decision) : listed.problems;
};

test('several at once are all there, oldest first, and each is taken back by itself', async () => {
  const store = memoryRefStore();
  const all = ['c', 'a', 'b'].map(dismissal);
  await Promise.all(all.map((one) => keepDecision(claimant(store), one)));
  expect(await namesOf(store)).toEqual(['a', 'b', 'c'].map(dismissal));
  const listed = await listDecisions(claimant(store));
  const [first] = listed.ok ? listed.value : [];
  if (first === undefined) throw new Error('none');
  expect(await forgetDecision(claimant(store), first)).toMatchObject({ ok: true });
  expect(await forgetDecision(claimant(store), first), 'gone already').toMatchObject({ ok: true });
  expect(await namesOf(store)).toEqual(['b', 'c'].map(dismissal));
});

test.each([true, false])('an answer that was lost, applied: %s', async (applied) => {
  const store = memoryRefStore();
  const lossy = answering(store, { kind: 'unknown', detail: 'cut' }, applied);
  expect(await keepDecision(claimant(lossy), dismissal('a'))).toMatchObject({ ok: true });
  expect(await namesOf(store)).toEqual([dismissal('a')]);
});

test('a server that is away is said at once, one that is busy is asked again', async () => {
  const store = memoryRefStore();
  const away = answering(store, { kind: 'failed', failure: { kind: 'network', detail: 'no route' } }, false);
  expect(await keepDecision(claimant(away), dismissal('a'))).toMatchObject({
    ok: false,
    problems: [{ code: 'network-failed' }],
  });
  const busy = answering(
    store,
    { kind: 'failed', failure: { kind: 'server-lock', detail: 'locked' } },
    false,
  );
  expect(await keepDecision(claimant(busy), dismissal('b'))).toMatchObject({ ok: true });
  expect(await namesOf(store)).toEqual([dismissal('b')]);
});

test('what anybody else writes there decides nothing', async () => {
  const store = memoryRefStore();
  const texts = ['{}', 'not JSON', JSON.stringify({ version: 2, ...dismissal('a') })];
  for (const [at, message] of texts.entries()) {
    const commit = commitObject({ message, at: 0 as WallTime, parent: null, format: store.objectFormat });
    const ref = `${DECISIONS}${String(at).repeat(32)}` as RefName;
    await store.commit({ updates: [{ ref, expect: null, to: commit.oid }], objects: [commit] });
  }
  expect(await namesOf(store)).toEqual([]);
});
