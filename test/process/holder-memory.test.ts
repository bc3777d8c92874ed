import { join } from 'node:path';
import { expect, it } from 'vitest';
import type { HeldClaim } from '../../src/core/claim/held-claim.ts';
import type { ClaimId } from '../../src/core/model/ids.ts';
import { fileHolderMemory } from '../../src/process/holder/claim-files.ts';
import { makeFolder } from '../support/git-fixture.ts';

const claims = Array.from({ length: 8 }, (_, at) => ({ claim: `c-${at}` as ClaimId }) as HeldClaim);

it('claims that are settled at the same time lose nothing of each other', async () => {
  const memory = fileHolderMemory(join(makeFolder(), 'holder.json'));
  await Promise.all(claims.map((claim) => memory.put(claim)));
  expect((await memory.load()).map(({ claim }) => claim)).toEqual(claims.map(({ claim }) => claim));
  await Promise.all(claims.slice(2).map(({ claim }) => memory.forget(claim)));
  expect((await memory.load()).map(({ claim }) => claim)).toEqual(['c-0', 'c-1']);
});
