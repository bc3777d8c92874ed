import { bootInstant, type Claimant, type HeldClaim } from '../../../src/app/claim/claimant.ts';
import { type ClaimUseCases, REAL_USE_CASES } from '../chaos/claim-actor.ts';

/** The program's use cases, some of them broken. */
export const uses = (broken: Partial<ClaimUseCases>): ClaimUseCases => ({ ...REAL_USE_CASES, ...broken });

/** As if the lease had just begun. */
export const renewed = (claimant: Claimant, held: HeldClaim): HeldClaim => ({
  ...held,
  leaseFrom: bootInstant(claimant.machine),
});
