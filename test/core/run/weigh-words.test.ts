import { describe, expect, it } from 'vitest';
import { acceptedAs, type ClaimRecord } from '../../../src/core/claim/record.ts';
import type { ClaimId, Oid, RefName, RunId, TaskDigest, TaskId } from '../../../src/core/model/ids.ts';
import type { WallTime } from '../../../src/core/model/time.ts';
import { type LineSeen, type Words, weighWords } from '../../../src/core/run/weigh-words.ts';
import { endedRecord } from '../../support/claim-records.ts';

const OWN = 'feature-aaaaaaaa' as RunId;
const EARLIER = 'feature-bbbbbbbb';
const ELSEWHERE = 'other-cccccccc';
const digest = '0123456789ab' as TaskDigest;
const result = 'd'.repeat(40) as Oid;
const squash = 'e'.repeat(40) as Oid;

const record = (more: Partial<ClaimRecord> = {}, run = EARLIER): ClaimRecord => ({
  ...endedRecord({ run, task: 't1', at: 5 }),
  state: 'done',
  digest,
  ...more,
});
const line = (more: Partial<LineSeen> = {}): LineSeen => ({
  run: EARLIER as RunId,
  task: 't1' as TaskId,
  claim: 'c-0123456789ab' as ClaimId,
  digest,
  commit: squash,
  touches: false,
  ...more,
});
const weigh = (words: Partial<Words>, there: readonly Oid[] = []) =>
  weighWords({
    run: OWN,
    records: [],
    lines: [],
    leftOut: new Map(),
    isThere: (commit) => there.includes(commit),
    ...words,
  }).map(({ commit, onTable, leftOut }) => ({
    commit,
    ...(onTable ? { onTable } : {}),
    ...(leftOut ? { leftOut } : {}),
  }));

describe('a record says that a task was done', () => {
  it('where its commit is', () => {
    expect(weigh({ records: [record({ result })] }, [result])).toEqual([{ commit: result, onTable: true }]);
    expect(weigh({ records: [record({ result })] })).toEqual([]);
  });

  it('where a commit with its line is, whatever that changed', () => {
    const words = { records: [record({ result })], lines: [line()] };
    expect(weigh(words)).toEqual([{ commit: squash, onTable: true }]);
  });

  it('without a commit: for the same branch, or on what this run builds on', () => {
    expect(weigh({ records: [record()] })).toEqual([{ commit: undefined, onTable: true }]);
    expect(weigh({ records: [record({}, ELSEWHERE)] })).toEqual([]);
    expect(weigh({ records: [record({ base: squash }, ELSEWHERE)] }, [squash])).toHaveLength(1);
  });

  it('but is somewhere else, where its run was left out', () => {
    const leftOut = { ref: 'refs/x' as RefName, from: 'origin', commit: result, paths: ['a'] };
    const words = { records: [record({ result })], leftOut: new Map([[EARLIER as RunId, leftOut]]) };
    expect(weigh(words)).toEqual([{ commit: result, onTable: true, leftOut }]);
  });

  it('and not if it was given back or is being worked on', () => {
    for (const state of ['released', 'claimed', 'evicted'] as const)
      expect(weigh({ records: [record({ state, result })] }, [result])).toEqual([]);
  });

  it('the newest first', () => {
    const records = [record({ result }), record({ at: 9 as WallTime }, `${EARLIER}-2`)];
    expect(weigh({ records }, [result]).map(({ commit }) => commit)).toEqual([undefined, result]);
  });
});

it('what a person took for done counts as that, where the work is by now', () => {
  const now = '999999999999' as TaskDigest;
  const accepted = record({ result, digest: now, reason: acceptedAs(digest) });
  const sights = (lines: readonly LineSeen[]) =>
    weighWords({ run: OWN, records: [accepted], lines, leftOut: new Map(), isThere: () => false });
  const found = sights([line({ touches: true, claim: 'c-999999999999' as ClaimId })]);
  expect(found[0]).toMatchObject({ digest: now, commit: squash, onTable: true });
  expect(sights([])).toEqual([]);
});

describe('a line alone', () => {
  it('counts where its commit changes a path of the task', () => {
    expect(weigh({ lines: [line({ touches: true })] })).toEqual([{ commit: squash }]);
    expect(weigh({ lines: [line()] })).toEqual([]);
  });

  it('or the table knows that very claim', () => {
    const claimed = record({ state: 'evicted' });
    expect(weigh({ lines: [line()], records: [claimed] })).toEqual([{ commit: squash, onTable: true }]);
    const other = record({ state: 'evicted', claim: 'c-999999999999' as ClaimId });
    expect(weigh({ lines: [line()], records: [other] })).toEqual([]);
  });
});
