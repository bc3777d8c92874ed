import type { Problem } from '../../core/model/problem.ts';
import { shellWord } from '../shell-word.ts';

/** Where a run's result is. */
export interface ResultReport {
  /** Short name: `agentic/feature-login`. */
  readonly branch: string;
  readonly commit: string | undefined;
  readonly problem: Problem | undefined;
  /** Name of the remote, where the branch is there; absent: it is in this clone. */
  readonly remote: string | undefined;
  /** Finished work that did not come to the branch: the ref that holds it, and the repository where that is no remote. */
  readonly work?: { readonly ref: string; readonly commit: string; readonly repository: string };
}

/** How to get what is on the branch. */
export function branchLine({ branch, commit = '', remote }: ResultReport): string {
  const at = `${branch} (${commit.slice(0, 7)})`;
  if (remote === undefined) return `Result    ${at}: git merge ${shellWord(branch)}`;
  return `Result    ${at} on ${remote}: git fetch ${shellWord(remote)} ${shellWord(branch)} && git merge FETCH_HEAD`;
}

/** How to get finished work that is not on the branch, and how others get to see it. */
export function workLines(result: ResultReport): string {
  const { work, branch, remote } = result;
  if (work === undefined) return 'No result: nothing was published';
  const from = shellWord(remote ?? work.repository);
  const at = `${work.ref} (${work.commit.slice(0, 7)})${remote === undefined ? '' : ` on ${remote}`}`;
  const get = `Work      ${at}, not on ${branch}: git fetch ${from} ${shellWord(work.ref)} && git merge FETCH_HEAD`;
  if (remote === undefined) return get;
  const other = shellWord(`FETCH_HEAD:refs/heads/${branch.replaceAll('/', '-')}`);
  return `${get}\n          for a pull request: git fetch ${from} ${shellWord(work.ref)} && git push ${from} ${other}`;
}

/** The same for `--json`: what to run next. */
export function nextSteps({ commit, work, remote, branch }: ResultReport): readonly object[] {
  if (commit !== undefined)
    return [
      {
        do: 'merge',
        run: remote === undefined ? ['git', 'merge', branch] : ['git', 'pull', '--no-rebase', remote, branch],
      },
    ];
  if (work === undefined) return [];
  return [{ do: 'merge-work', run: ['git', 'pull', '--no-rebase', remote ?? work.repository, work.ref] }];
}
