import type { ClaimId, LockName, RefName, RunId, TaskId } from '../model/ids.ts';
import { claimId, lockName, oidOf, refName, runId, taskId } from '../model/ids.ts';

// refs/agentic/runs/<run>/plan        commit; tree: plan.json
// refs/agentic/runs/<run>/result      the combined work so far, on top of the base
// refs/agentic/tasks/<run>/<task>     commit chain: one commit for each change of the task's state
// refs/agentic/waits/<id>             somebody in line for paths; orders those who wait, excludes nobody
// refs/agentic/decisions/<id>         what a person said of a task: dismissed, or an audit that was made
// refs/agentic/comments/<pull>        while the comment of a pull request is made, where that is guarded; a commit of it
// refs/agentic/locks/<path>           the anchor (first commit) of the claim that holds this path

/** What stands above all of ours; as a ref it would let none of them be made. */
export const ABOVE_ALL = 'refs/agentic' as RefName;
export const ROOT = `${ABOVE_ALL}/` as RefName;
export const LOCKS = `${ROOT}locks/` as RefName;
export const TASKS = `${ROOT}tasks/` as RefName;
export const WAITS = `${ROOT}waits/` as RefName;
export const DECISIONS = `${ROOT}decisions/` as RefName;
export const COMMENTS = `${ROOT}comments/` as RefName;
export const RUNS = `${ROOT}runs/` as RefName;

/** The run of claims that were taken without a plan. */
export const HAND = runId('hand');

/** Of a pull request's number. */
export const commentRef = (pull: number): RefName => refName(`${COMMENTS}${pull}`);
export const taskRef = (run: RunId, task: TaskId): RefName => refName(`${TASKS}${run}/${task}`);
export const lockRef = (lock: LockName): RefName => refName(`${LOCKS}${lock}`);
export const planRef = (run: RunId): RefName => refName(`${RUNS}${run}/plan`);
export const resultRef = (run: RunId): RefName => refName(`${RUNS}${run}/result`);

export const lockOfRef = (ref: RefName): LockName | undefined =>
  ref.startsWith(LOCKS) ? lockName(ref.slice(LOCKS.length)) : undefined;

export function taskOfRef(ref: RefName): { readonly run: RunId; readonly task: TaskId } | undefined {
  const match = /^refs\/agentic\/tasks\/([^/]+)\/([^/]+)$/.exec(ref);
  return match?.[1] && match[2] ? { run: runId(match[1]), task: taskId(match[2]) } : undefined;
}

/** `c-` and the first 12 hex digits of the claim's own random bits. */
export const claimIdFrom = (nonce: string): ClaimId => claimId(`c-${nonce.slice(0, 12)}`);

/** The empty tree, which every state commit has, so that no ref of ours can ever carry a file. */
export const EMPTY_TREE = {
  sha1: oidOf('4b825dc642cb6eb9a060e54bf8d69288fbee4904'),
  sha256: oidOf('6ef19b41225c5369f1c104d45d8d85efa9b057b53b14b4b9b939dd74decc5321'),
} as const;
