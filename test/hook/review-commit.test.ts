import { expect, it } from 'vitest';
import { reviewCommit } from '../../src/app/review/review-commit.ts';
import type { Holder } from '../../src/core/claim/holder.ts';
import type { ClaimRecord } from '../../src/core/claim/record.ts';
import { lockRef, taskRef } from '../../src/core/claim/refs.ts';
import { stateCommit } from '../../src/core/claim/state-commit.ts';
import type { LockName, RepoPath } from '../../src/core/model/ids.ts';
import type { WallTime } from '../../src/core/model/time.ts';
import { endedRecord } from '../support/claim-records.ts';

const ME: Holder = { kind: 'session', id: 'me', name: 'me' };
const PATHS = ['a.txt' as RepoPath];
const NOW = 1_000_000;

/** What a look has left of one claim. */
function seenOf(more: Partial<ClaimRecord>) {
  const record: ClaimRecord = {
    ...endedRecord({ run: 'hand', task: 'tidy', at: NOW - 10_000 }),
    state: 'claimed',
    locks: ['a.txt' as LockName],
    paths: PATHS,
    leaseS: 60,
    ...more,
  };
  const { oid, bytes } = stateCommit(record, null, 'sha1');
  const message = Buffer.from(bytes).toString('utf8').split('\n\n').slice(1).join('\n\n');
  return {
    refs: new Map([
      [lockRef('a.txt' as LockName), oid],
      [taskRef(record.run, record.task), oid],
    ]),
    objects: new Map([[oid, { kind: 'commit' as const, parents: [], message }]]),
  };
}

const ask = {
  paths: PATHS,
  holder: ME,
  wrapped: undefined,
  isKnownDead: async () => false,
  now: NOW as WallTime,
};

it.each([
  ['of somebody else is told', {}, {}, 1],
  ['on other paths is not', {}, { paths: ['b.txt' as RepoPath] }, 0],
  ['whose lease is over by now is not', { leaseS: 10 }, {}, 0],
  ['of this very holder is not, remembered or not', { holder: ME }, {}, 0],
  ['that the command runs under is not', {}, { wrapped: 'c-0123456789ab' }, 0],
  ['of a process that is gone is not', {}, { isKnownDead: async () => true }, 0],
  ['that has ended is not', { state: 'released' as const }, {}, 0],
])('a claim %s', async (_, record, more, told) => {
  expect((await reviewCommit({ ...ask, seen: seenOf(record), ...more })).held).toHaveLength(told);
});
