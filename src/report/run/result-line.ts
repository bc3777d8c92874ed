import type { Problem } from '../../core/model/problem.ts';
import type { RunState } from '../../core/run/run-state.ts';
import { count } from '../count.ts';
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
  /** It goes into a file instead; `commits` and `base` once that is written. */
  readonly patch?: { readonly file: string; readonly commits?: number; readonly base?: string };
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

/** How to get what is on the branch, or in the file. */
export function branchLine(result: ResultReport, given: GivenOptions): string {
  const { branch, commit = '', remote, patch } = result;
  if (patch !== undefined) {
    const { file, commits = 0, base = '' } = patch;
    return `Result    ${escapeText(file)} (${count(commits, 'commit')} on ${base.slice(0, 7)}): ${getResult(result, given)}`;
  }
  return `Result    ${branch} (${commit.slice(0, 7)})${remote === undefined ? '' : ` on ${remote}`}: ${getResult(result, given)}`;
}

const PULL_WAYS = { opened: 'opened', updated: 'its text is up to date', there: 'open already' } as const;

/** The name of the place that a result goes to, as people read it. */
export const placeName = ({ branch, patch }: Pick<ResultReport, 'branch' | 'patch'>): string =>
  escapeText(patch?.file ?? branch);

/** The pull request, where there is one. */
export const pullLines = ({ pull }: Pick<ResultReport, 'pull'>): readonly string[] =>
  pull === undefined ? [] : [`Pull      #${pull.number} ${escapeText(pull.url)} (${PULL_WAYS[pull.how]})`];

/** The command alone. */
export function getResult(
  { branch, remote, patch }: Pick<ResultReport, 'branch' | 'remote' | 'patch'>,
  given: GivenOptions,
): string {
  if (patch !== undefined) return `${gitHere(given)} am ${shellWord(patch.file)}`;
  if (remote !== undefined) return fetchAndMerge(given, remote, branch);
  return `${gitHere(given)} merge ${shellWord(branch)}`;
}

/** How to get finished work that is not on the branch, how others get to see it, and how it comes to the branch. */
export function workLines(result: ResultReport, given: GivenOptions): readonly string[] {
  const { work, branch, remote, patch } = result;
  if (work === undefined) return [];
  const from = remote ?? work.repository;
  const at = `${work.ref} (${work.commit.slice(0, 7)})${remote === undefined ? '' : ` on ${remote}`}`;
  const not = patch === undefined ? 'on' : 'in';
  const lines = [`Work      ${at}, not ${not} ${placeName(result)}: ${fetchAndMerge(given, from, work.ref)}`];
  if (remote !== undefined && patch === undefined) {
    const git = gitHere(given);
    const other = shellWord(`FETCH_HEAD:refs/heads/${branch.replaceAll('/', '-')}`);
    const get = `${git} fetch ${shellWord(from)} ${shellWord(work.ref)}`;
    lines.push(`          for a pull request: ${get} && ${git} push ${shellWord(from)} ${other}`);
  }
  const publish = ownLine({ command: 'run --publish', given });
  lines.push(
    `Publish   ${publish}      brings it to ${placeName(result)}, or with ${patch === undefined ? '--branch <name>' : '--patch <file>'} to another; starts no agent`,
  );
  return lines;
}

/** For `--json`: where it is. */
export const resultJson = ({ branch, commit, remote, pull, patch }: ResultReport): object => ({
  branch: patch === undefined ? branch : null,
  commit: commit ?? null,
  remote: patch === undefined ? (remote ?? null) : null,
  ...(patch === undefined ? {} : { patch }),
  ...(pull === undefined ? {} : { pull }),
});

/** The same for `--json`: what to run next. */
export function nextSteps(result: ResultReport, given: GivenOptions): readonly object[] {
  const { commit, work, remote, branch, patch } = result;
  const git = gitWords(given);
  if (patch?.commits !== undefined) return [{ do: 'apply', run: [...git, 'am', patch.file] }];
  if (commit !== undefined && patch === undefined) {
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
