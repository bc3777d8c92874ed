import type { Oid } from '../../../core/model/ids.ts';
import type { Problem } from '../../../core/model/problem.ts';

/** `unmarked`: why the plan ref does not say that the run is over; the next start will find all done and try again. */
export type BranchEnd =
  | { readonly kind: 'moved'; readonly to: Oid; readonly unmarked?: Problem }
  | { readonly kind: 'nothing'; readonly unmarked?: Problem }
  | { readonly kind: 'not-moved'; readonly problem: Problem };

/** What became of the branch at the run's end; absent: it has not come to that. */
export interface RunEnding {
  readonly branch: BranchEnd | undefined;
  say(branch: BranchEnd): void;
}

export function runEnding(): RunEnding {
  let end: BranchEnd | undefined;
  return {
    get branch() {
      return end;
    },
    say(branch) {
      end = branch;
    },
  };
}
