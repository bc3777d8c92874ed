import type { LockName, Oid, RepoPath } from '../model/ids.ts';
import { type ClaimRecord, isLive } from './record.ts';
import type { TaskLine } from './task-line.ts';

/** A change that somebody wants to merge or to push, and what the table says of it. */
export interface ProposedChange {
  /** Branches of this repository whose head it is; none for one of another repository, or where nobody knows. */
  readonly branches: readonly string[];
  /** Claims in force on paths that it changes, whosever they are. */
  readonly claims: readonly ClaimOnPaths[];
  /** Locks on such paths that nobody readable holds. */
  readonly unknown: readonly { readonly lock: LockName; readonly paths: readonly RepoPath[] }[];
  /** What its commits, which the base has not, say of tasks. */
  readonly works: readonly ProposedWork[];
}

export interface ClaimOnPaths {
  readonly record: ClaimRecord;
  readonly paths: readonly RepoPath[];
  /** It is known to be whoever's who asks. */
  readonly mine?: boolean;
}

/** A commit that calls itself the work of a task. Anybody may have written that. */
export interface ProposedWork {
  readonly commit: Oid;
  readonly line: TaskLine;
  /** The states of the task as its ref has them, newest first, down to the claim of the line; empty: the ref is gone. */
  readonly history: readonly ClaimRecord[];
  /** The result of the task's run has this very commit. */
  readonly isInResult: boolean;
}

/** Why a work must not be merged: its claim ended without being published, or is in force and somebody else's. */
export type WorkRefusal =
  | {
      readonly why: 'ended';
      readonly work: ProposedWork;
      readonly last: ClaimRecord;
      readonly by?: ClaimRecord;
    }
  | { readonly why: 'not-published'; readonly work: ProposedWork; readonly last: ClaimRecord };

/** `gone`: no ref tells of it any more; `rewritten`: it was published as another commit. */
export interface WorkNote {
  readonly why: 'gone' | 'rewritten';
  readonly work: ProposedWork;
}

export interface ChangeVerdict {
  readonly held: readonly ClaimOnPaths[];
  readonly unknown: ProposedChange['unknown'];
  readonly works: readonly WorkRefusal[];
  readonly notes: readonly WorkNote[];
}

export const isRefused = ({ held, unknown, works }: ChangeVerdict): boolean =>
  held.length + unknown.length + works.length > 0;

/**
 * Whether a change may be merged while the table is as it is. A claim is the change's own if it was taken on its branch, or
 * if the work of its task is in it; a commit's word for that counts only where the result of the run has that commit.
 */
export function judgeChange(change: ProposedChange): ChangeVerdict {
  const judged = change.works.map((work) => judgeWork(work, change));
  return {
    held: change.claims.filter((claim) => !isOwn(claim.record, change) && !claim.mine),
    unknown: change.unknown,
    works: judged.flatMap((one) => (one !== undefined && 'last' in one ? [one] : [])),
    notes: judged.flatMap((one) => (one !== undefined && !('last' in one) ? [one] : [])),
  };
}

function isOwn(
  record: ClaimRecord,
  { branches, works }: Pick<ProposedChange, 'branches' | 'works'>,
): boolean {
  if (record.branch !== undefined && branches.includes(record.branch)) return true;
  return works.some(
    ({ line, isInResult }) =>
      isInResult && line.claim === record.claim && line.run === record.run && line.task === record.task,
  );
}

function judgeWork(work: ProposedWork, change: ProposedChange): WorkRefusal | WorkNote | undefined {
  const { commit, line, history, isInResult } = work;
  if (isInResult || history.some(({ state, result }) => state === 'done' && result === commit))
    return undefined;
  const last = history.find(({ claim }) => claim === line.claim);
  const [tip] = history;
  if (last === undefined || tip === undefined) return { why: 'gone', work };
  if (last.state === 'done') return last.result === undefined ? undefined : { why: 'rewritten', work };
  if (tip.claim === line.claim && isLive(tip))
    return isOwn(tip, change) ? undefined : { why: 'not-published', work, last };
  return { why: 'ended', work, last, ...(isLive(tip) ? { by: tip } : {}) };
}
