import type { StoreFailure } from '../ports/ref-store.ts';
import type { Claimant, HeldClaim } from './claimant.ts';
import { endClaim } from './end-claim.ts';
import type { Recalled } from './recall-claims.ts';

export interface GivenBack {
  readonly released: readonly HeldClaim[];
  /** There was nothing of them any more. */
  readonly over: readonly HeldClaim[];
  /** That they are to end is remembered; the holder's next command that reaches the table ends them first. */
  readonly remembered: readonly HeldClaim[];
  /** Why they could not be ended now. */
  readonly failure?: StoreFailure;
}

/**
 * Gives back what a holder has, all of it or these claims. Once the table could not do it, the rest is only remembered,
 * not tried as well.
 */
export async function giveBack(
  claimant: Claimant,
  mine: Recalled,
  claims: readonly HeldClaim[] = allOf(mine),
): Promise<GivenBack> {
  const released: HeldClaim[] = [];
  const over: HeldClaim[] = [];
  const remembered: HeldClaim[] = [];
  let { failure } = mine;
  for (const claim of claims) {
    const before = mine.released.includes(claim) ? released : mine.over.includes(claim) ? over : undefined;
    if (before) {
      before.push(claim);
      continue;
    }
    const outcome = failure ? undefined : await endClaim(claimant, claim, { state: 'released' });
    if (outcome?.kind === 'failed') failure = outcome.failure;
    if (outcome === undefined || outcome.kind === 'failed') remembered.push(claim);
    else (outcome.kind === 'not-ours' ? over : released).push(claim);
  }
  for (const claim of remembered) await remember(claimant, claim);
  return { released, over, remembered, ...(failure && remembered.length > 0 ? { failure } : {}) };
}

/** What it holds, what has just been given back as had been asked for, what is over, and what is not known yet. */
export const allOf = ({ held, released, over, open }: Recalled): readonly HeldClaim[] => [
  ...held,
  ...released,
  ...over,
  ...open,
];

/** As it is remembered now: a sending may have changed what is known of it. */
async function remember(claimant: Claimant, { claim }: HeldClaim): Promise<void> {
  const known = (await claimant.memory.load()).find((one) => one.claim === claim);
  if (known && !known.ending) await claimant.memory.put({ ...known, ending: true });
}
