import type { Problem } from '../../core/model/problem.ts';
import type { RunState } from '../../core/run/run-state.ts';
import { escapeText } from '../escape.ts';
import { type GivenOptions, ownArgv, ownLine } from '../own-command.ts';
import { shellWord } from '../shell-word.ts';

/** Where a run's result is. */
export interface ResultReport {
  /** Short name: `agentic/feature-login`. */
  readonly branch: string;
  readonly commit: string | undefined;
  readonly problem: Problem | undefined;
  /** Name of the remote, where the branch is there; absent: it is in this clone. */
  readonly remote: string | undefined;
  /** The pull request that brings it. */
  readonly pull?: {
    readonly number: number;
    readonly url: string;
    readonly how: 'opened' | 'updated' | 'there';
  };
  /** Finished work that did not come to the branch: the ref that holds it, and the repository where that is no remote. */
  readonly work?: {
    readonly ref: string;
    readonly commit: string;
    readonly repository: string;
  };
}

/** Git as it works in the folder that we were asked in. */
const gitWords = ({ C }: GivenOptions): readonly string[] =>
  typeof C === 'string' ? ['git', '-C', C] : ['git'];

/** The same as the beginning of a line to paste. */
export const gitHere = (given: GivenOptions): string => gitWords(given).map(shellWord).join(' ');

/** `git fetch x y && git merge FETCH_HEAD` */
function fetchAndMerge(given: GivenOptions, from: string, what: string): string {
  const git = gitHere(given);
  return `${git} fetch ${shellWord(from)} ${shellWord(what)} && ${git} merge FETCH_HEAD`;
}

/** How to get what is on the branch. */
export function branchLine({ branch, commit = '', remote }: ResultReport, given: GivenOptions): string {
  return `Result    ${branch} (${commit.slice(0, 7)})${remote === undefined ? '' : ` on ${remote}`}: ${getBranch({ branch, remote }, given)}`;
}

const PULL_WAYS = { opened: 'opened', updated: 'its text is up to date', there: 'open already' } as const;

/** The pull request, where there is one. */
export const pullLines = ({ pull }: Pick<ResultReport, 'pull'>): readonly string[] =>
  pull === undefined ? [] : [`Pull      #${pull.number} ${escapeText(pull.url)} (${PULL_WAYS[pull.how]})`];

/** The command alone. */
export function getBranch(
  { branch, remote }: Pick<ResultReport, 'branch' | 'remote'>,
  given: GivenOptions,
): string {
  if (remote !== undefined) return fetchAndMerge(given, remote, branch);
  return `${gitHere(given)} merge ${shellWord(branch)}`;
}

/** How to get finished work that is not on the branch, how others get to see it, and how it comes to the branch. */
export function workLines(result: ResultReport, given: GivenOptions): readonly string[] {
  const { work, branch, remote } = result;
  if (work === undefined) return [];
  const from = remote ?? work.repository;
  const at = `${work.ref} (${work.commit.slice(0, 7)})${remote === undefined ? '' : ` on ${remote}`}`;
  const lines = [`Work      ${at}, not on ${branch}: ${fetchAndMerge(given, from, work.ref)}`];
  if (remote !== undefined) {
    const git = gitHere(given);
    const other = shellWord(`FETCH_HEAD:refs/heads/${branch.replaceAll('/', '-')}`);
    const get = `${git} fetch ${shellWord(from)} ${shellWord(work.ref)}`;
    lines.push(`          for a pull request: ${get} && ${git} push ${shellWord(from)} ${other}`);
  }
  const publish = ownLine({ command: 'run --publish', given });
  lines.push(
    `Publish   ${publish}      brings it to ${branch}, or with --branch <name> to another; starts no agent`,
  );
  return lines;
}

/** For `--json`: where it is. */
export const resultJson = ({ branch, commit, remote, pull }: ResultReport): object => ({
  branch,
  commit: commit ?? null,
  remote: remote ?? null,
  ...(pull === undefined ? {} : { pull }),
});

/** The same for `--json`: what to run next. */
export function nextSteps(result: ResultReport, given: GivenOptions): readonly object[] {
  const { commit, work, remote, branch } = result;
  const git = gitWords(given);
  if (commit !== undefined) {
    const words = remote === undefined ? ['merge', branch] : ['pull', '--no-rebase', remote, branch];
    return [{ do: 'merge', run: [...git, ...words] }];
  }
  if (work === undefined) return [];
  return [
    { do: 'merge-work', run: [...git, 'pull', '--no-rebase', remote ?? work.repository, work.ref] },
    { do: 'publish', run: ownArgv({ command: 'run --publish', words: ['--json'], given }) },
  ];
}

/** Why there is nothing to fetch: what was done before is in the branch that this run builds on. */
export function nothingPublished({ tasks }: RunState, isKept: boolean): string {
  if (isKept) return 'Nothing was published; what was made is kept, as named above';
  return tasks.some(({ phase }) => phase.kind === 'done' && phase.how === 'before')
    ? 'Nothing new to publish: what was done before is in your branch or its base already'
    : 'No result: nothing was published';
}
