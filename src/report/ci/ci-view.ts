import type { Change } from '../../core/model/change.ts';
import type { Plan } from '../../core/model/plan.ts';
import { type ClaimPresence, claimsOnOurs } from '../../core/model/presence.ts';

/** A plan in CI, and what it is of. */
export interface CiView {
  readonly plan: Plan;
  readonly changes: readonly Change[];
  /** All that are in force, also elsewhere. */
  readonly claims: readonly ClaimPresence[];
  readonly subject: CiSubject;
  /** Name of the base, as people say it. */
  readonly base: string;
  /** Page of this run; absent outside of a forge. */
  readonly runUrl?: string;
  /** As configured: `@ana`, `@acme/team`, an address. */
  readonly escalateTo: readonly string[];
}

/** Names are raw. */
export type CiSubject =
  | {
      readonly kind: 'pull';
      readonly number: number;
      readonly title: string;
      readonly branch: string;
      readonly head: string;
    }
  | { readonly kind: 'branch'; readonly branch: string };

/** Claims that were taken on the branch itself: those who hold them work on this very change. */
export const ownClaims = ({ claims, subject }: CiView): readonly ClaimPresence[] =>
  claims.filter(({ branch }) => branch !== undefined && branch === subject.branch);

/** Claims of others on files of this change. */
export const claimsInTheWay = (view: CiView): readonly ClaimPresence[] => {
  const own = new Set(ownClaims(view).map(({ claim }) => claim));
  return claimsOnOurs(view.claims).filter(({ claim }) => !own.has(claim));
};

/** Predicted conflicts, file by file. */
export const conflictCount = ({ plan }: CiView): number =>
  plan.presence.branches.reduce((sum, { conflicts }) => sum + conflicts.length, 0);
