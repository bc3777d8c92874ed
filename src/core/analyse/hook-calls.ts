import type { Oid, RefName } from '../model/ids.ts';
import type { PushedBranch } from './parse-pushed-refs.ts';

// What a hook was called for. Git says it by arguments and standard input; the framework pre-commit keeps both to itself
// and says it by variables (https://pre-commit.com/#pre-commit-during-push and the sections below it).

type Variables = Readonly<Record<string, string | undefined>>;

const OID = /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/;
const ZERO = /^0+$/;

/** The one branch of a push that the framework looks at. */
export function pushedByVariables(env: Variables): readonly PushedBranch[] {
  const { PRE_COMMIT_TO_REF: head = '', PRE_COMMIT_FROM_REF: from = '' } = env;
  const ref = env['PRE_COMMIT_REMOTE_BRANCH'] ?? '';
  if (!isCommit(head) || !ref.startsWith('refs/heads/')) return [];
  const branch = { ref: ref as RefName, head: head as Oid };
  return [isCommit(from) ? { ...branch, remoteHead: from as Oid } : branch];
}

/**
 * From where to where `post-checkout` says that a branch was switched. Absent: single files were restored, the branch is
 * where it was, or the working tree is new (a clone, a worktree).
 */
export function parseCheckout(
  args: readonly string[],
  env: Variables,
): { readonly from: Oid; readonly to: Oid } | undefined {
  const {
    PRE_COMMIT_FROM_REF: named = '',
    PRE_COMMIT_TO_REF: target = '',
    PRE_COMMIT_CHECKOUT_TYPE: kind = '',
  } = env;
  const [from = named, to = target, flag = kind] = args;
  return flag === '1' && isCommit(from) && isCommit(to) && from !== to
    ? { from: from as Oid, to: to as Oid }
    : undefined;
}

/** Whether `post-merge` says that what was merged waits in the index. */
export const isSquash = (args: readonly string[], env: Variables): boolean =>
  (args[0] ?? env['PRE_COMMIT_IS_SQUASH_MERGE']) === '1';

const isCommit = (text: string): boolean => OID.test(text) && !ZERO.test(text);
