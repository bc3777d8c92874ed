import { expect, test } from 'vitest';
import { endClaim } from '../../src/app/claim/end-claim.ts';
import { takeClaim } from '../../src/app/claim/take-claim.ts';
import { wishFor } from '../simulator/chaos/claim-actor.ts';
import { memoryRefStore } from '../simulator/memory-ref-store.ts';
import { RefServer } from '../simulator/ref-server.ts';
import { ciHolder, claimantOf } from '../support/memory-claimant.ts';

test('who was refused before looks first: waiting pushes nothing, and what is free is taken with one push', async () => {
  const server = new RefServer();
  const [mine, theirs] = [memoryRefStore({ server }), memoryRefStore({ server })];
  const [me, they] = [claimantOf(mine, ciHolder('1')), claimantOf(theirs, ciHolder('2'))];
  const held = await takeClaim(they, wishFor('t', ['src'], 600));
  if (held.kind !== 'claimed') throw new Error(held.kind);
  const wish = { ...wishFor('u', ['src/a'], 600), lookFirst: true };
  expect((await takeClaim(me, wish)).kind).toBe('held');
  expect((await takeClaim(me, wish)).kind).toBe('held');
  expect(mine.pushes).toBe(0);
  await endClaim(they, held.held, { state: 'released' });
  expect((await takeClaim(me, wish)).kind).toBe('claimed');
  expect(mine.pushes).toBe(1);
});
