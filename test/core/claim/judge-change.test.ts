import { describe, expect, it } from 'vitest';
import { isRefused, judgeChange, type ProposedChange } from '../../../src/core/claim/judge-change.ts';
import type { ClaimRecord } from '../../../src/core/claim/record.ts';
import type { Oid } from '../../../src/core/model/ids.ts';
import { endedRecord } from '../../support/claim-records.ts';

const COMMIT = 'a'.repeat(40) as Oid;
const OTHER = 'b'.repeat(40) as Oid;
const [ANA, BEN] = ['c-aaaaaaaaaaaa', 'c-bbbbbbbbbbbb'] as const;

const record = (
  claim: string,
  state: ClaimRecord['state'],
  more: Partial<ClaimRecord> = {},
): ClaimRecord => ({
  ...endedRecord({ run: 'shop-1', task: 'tidy', at: 0 }),
  claim: claim as ClaimRecord['claim'],
  state,
  ...more,
});

const NOTHING: ProposedChange = { branches: [], claims: [], unknown: [], works: [] };
const on = (one: ClaimRecord, more: Partial<ProposedChange> = {}): ProposedChange => ({
  ...NOTHING,
  claims: [{ record: one, paths: ['a.txt' as never] }],
  ...more,
});
const work = (history: readonly ClaimRecord[], isInResult = false, claim: string = ANA) => ({
  commit: COMMIT,
  line: { run: 'shop-1', task: 'tidy', claim } as never,
  history,
  isInResult,
});

describe('a claim on a path of a change', () => {
  const branch = { branch: 'fix/422' };
  it.each([
    [
      'of somebody on another branch refuses it',
      on(record(ANA, 'claimed', branch), { branches: ['main'] }),
      true,
    ],
    ['taken on its branch is its own', on(record(ANA, 'renewed', branch), { branches: ['fix/422'] }), false],
    ['that names no branch is somebody’s', on(record(ANA, 'claimed'), { branches: ['fix/422'] }), true],
    ['taken on a branch of the same name is no claim of a fork’s', on(record(ANA, 'claimed', branch)), true],
    [
      'of a task whose work is in it, and in the result, is its own',
      on(record(ANA, 'claimed'), { works: [work([record(ANA, 'claimed')], true)] }),
      false,
    ],
    [
      'is not made its own by a commit that only says so',
      on(record(ANA, 'claimed'), { works: [work([record(ANA, 'claimed')])] }),
      true,
    ],
    [
      'of another task is not made its own by the work of one',
      on(record(ANA, 'claimed', { task: 'else' as never }), {
        works: [work([record(ANA, 'done', { result: COMMIT })], true)],
      }),
      true,
    ],
  ])('%s', (_, change, refused) => {
    expect(isRefused(judgeChange(change))).toBe(refused);
  });

  it('of whoever asks does not refuse; a lock that nobody can read does', () => {
    const [claim] = on(record(ANA, 'claimed')).claims;
    expect(isRefused(judgeChange({ ...NOTHING, claims: claim ? [{ ...claim, mine: true }] : [] }))).toBe(
      false,
    );
    expect(isRefused(judgeChange({ ...NOTHING, unknown: [{ lock: 'a.txt' as never, paths: [] }] }))).toBe(
      true,
    );
  });
});

describe('a commit that calls itself the work of a task', () => {
  it.each([
    ['published as this commit', [record(ANA, 'done', { result: COMMIT })], undefined],
    [
      'published by who found it there',
      [record(BEN, 'done', { result: COMMIT }), record(ANA, 'evicted')],
      undefined,
    ],
    ['done without a change', [record(ANA, 'done')], undefined],
    [
      'published, and done again by another',
      [record(BEN, 'done', { result: OTHER }), record(ANA, 'done', { result: COMMIT })],
      undefined,
    ],
    ['published as another commit', [record(ANA, 'done', { result: OTHER })], 'rewritten'],
    ['whose ref is gone', [], 'gone'],
    ['whose claim no ref tells of', [record(BEN, 'claimed')], 'gone'],
    ['given back', [record(ANA, 'released')], 'ended'],
    ['evicted', [record(ANA, 'evicted')], 'ended'],
    ['barred', [record(ANA, 'barred')], 'ended'],
    ['taken over in place', [record(BEN, 'claimed'), record(ANA, 'renewed')], 'ended'],
    ['done by another since', [record(BEN, 'done', { result: OTHER }), record(ANA, 'evicted')], 'ended'],
    ['still held', [record(ANA, 'widened')], 'not-published'],
  ])('%s', (_, history, why) => {
    const { works, notes } = judgeChange({ ...NOTHING, works: [work(history)] });
    expect([...works, ...notes].map((one) => one.why)).toEqual(why === undefined ? [] : [why]);
    expect(works.length > 0).toBe(why === 'ended' || why === 'not-published');
  });

  it('says who has the task now, and counts in whatever state its claim is where the result has it', () => {
    const taken = judgeChange({
      ...NOTHING,
      works: [work([record(BEN, 'claimed'), record(ANA, 'renewed')])],
    });
    expect(taken.works[0]).toMatchObject({ by: { claim: BEN }, last: { claim: ANA } });
    expect(judgeChange({ ...NOTHING, works: [work([record(ANA, 'evicted')], true)] })).toEqual({
      held: [],
      unknown: [],
      works: [],
      notes: [],
    });
  });

  it('of one’s own branch may be still held', () => {
    const held = record(ANA, 'claimed', { branch: 'fix/422' });
    expect(isRefused(judgeChange({ ...NOTHING, branches: ['fix/422'], works: [work([held])] }))).toBe(false);
  });
});
