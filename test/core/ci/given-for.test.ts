import { expect, test } from 'vitest';
import { begunBefore, givenFor } from '../../../src/core/ci/given-for.ts';
import type { HeldClaim } from '../../../src/core/claim/held-claim.ts';
import type { CiHolder } from '../../../src/core/claim/holder.ts';
import { type TaskId, taskId } from '../../../src/core/model/ids.ts';

const by = (attempt: number): CiHolder => ({ kind: 'ci', repository: 'acme/shop', run: '7', attempt });
const held = (attempt: number, wave?: number): HeldClaim =>
  ({ record: { holder: by(attempt), wave } }) as unknown as HeldClaim;

const GIVEN: ReadonlyMap<TaskId, HeldClaim> = new Map([
  [taskId('old'), held(1, 1)],
  [taskId('now'), held(2, 1)],
  [taskId('next'), held(2, 2)],
  [taskId('older-next'), held(1, 2)],
  [taskId('unsaid'), held(2)],
]);

test.each([
  [1, ['old', 'now']],
  [2, ['next', 'older-next']],
  [3, []],
])('what was given out for wave %i, by this attempt or an earlier one', (wave, tasks) => {
  expect([...givenFor(GIVEN, wave).keys()]).toEqual(tasks);
});

test.each([
  [2, 0, ['now', 'next']],
  [2, 1, ['next']],
  [2, 2, []],
  [1, 1, ['older-next']],
])('what attempt %i has given out for waves after %i goes on', (attempt, wave, tasks) => {
  expect([...begunBefore(GIVEN, { by: by(attempt), wave }).keys()]).toEqual(tasks);
});
