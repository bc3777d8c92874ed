import { holderName } from '../../core/claim/holder.ts';
import type { ClaimRecord } from '../../core/claim/record.ts';
import { whoHolds } from './held-line.ts';

/** Why a claim is not its holder's any more, as far as the table shows it. Raw: it is escaped where it is said. */
export function whyLost(loss: { readonly ended?: ClaimRecord; readonly taken?: ClaimRecord }): string {
  const now = loss.taken ? `; ${pathsOf(loss.taken)} now held by ${whoHolds(loss.taken)}` : '';
  return `${cause(loss.ended)}${now}`;
}

function cause(ended: ClaimRecord | undefined): string {
  switch (ended?.state) {
    case 'evicted':
      return `${holderName(ended.holder)} ended it (${ended.reason ?? 'without a reason'})`;
    case 'released':
      return ended.reason === undefined ? 'it was given back' : `it was given back: ${ended.reason}`;
    default:
      return 'its lease ended, or somebody ended it';
  }
}

const pathsOf = ({ paths }: ClaimRecord): string => {
  const [first = 'its path'] = paths;
  return paths.length > 1 ? `${first} and ${paths.length - 1} more are` : `${first} is`;
};
