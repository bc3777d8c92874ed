import type { TransactionOutcome } from '../../src/app/ports/ref-store.ts';
import type { Oid, RefName } from '../../src/core/model/ids.ts';
import type { Listing } from './memory-ref-store.ts';
import type { RefCommand } from './ref-server.ts';

const short = (ref: RefName): string => ref.replace('refs/agentic/', '');
const shortOid = (oid: Oid | null): string => oid?.slice(0, 7) ?? '∅';

export const showCommand = ({ ref, from, to }: RefCommand): string =>
  `${short(ref)} ${shortOid(from)}→${shortOid(to)}`;

export const showListing = (listing: Listing): string =>
  listing.ok
    ? [...listing.value].map(([ref, oid]) => `${short(ref)}=${shortOid(oid)}`).join(', ') || 'nothing'
    : 'no answer';

export const showOutcome = (outcome: TransactionOutcome): string => {
  if (outcome.kind === 'refused') return `refused (${outcome.refs.map(short).join(', ')})`;
  return outcome.kind === 'failed' ? `failed: ${outcome.failure.kind}` : outcome.kind;
};
