import type { Oid, RefName } from '../model/ids.ts';

/** One branch that a push would create or move. */
export interface PushedBranch {
  readonly ref: RefName;
  readonly head: Oid;
  /** What the remote has now; absent for a new branch. */
  readonly remoteHead?: Oid;
}

// What git writes to the standard input of a pre-push hook, a line for each ref:
//   refs/heads/login 67890… refs/heads/login 12345…
//   (delete) 0000… refs/heads/old 12345…
const LINE = /^\S+ ([0-9a-f]{40,64}) (refs\/heads\/\S+) ([0-9a-f]{40,64})$/;
const ZERO = /^0+$/;

/** The branches of a push; deletions, tags and lines that are not git's are left out. */
export function parsePushedRefs(input: string): PushedBranch[] {
  return input.split('\n').flatMap((line) => {
    const [, head = '', ref = '', remoteHead = ''] = LINE.exec(line) ?? [];
    if (head === '' || ZERO.test(head)) return [];
    const branch = { ref: ref as RefName, head: head as Oid };
    return [ZERO.test(remoteHead) ? branch : { ...branch, remoteHead: remoteHead as Oid }];
  });
}
