import type { ClaimId, Oid, RunId, TaskDigest, TaskId } from '../model/ids.ts';
import { claimId, runId, taskDigest, taskId } from '../model/ids.ts';

// Agentic-Task: <run>/<task> <claim> <digest>

/** What a published commit says of the task it is the work of; a squash of several commits has several such lines. */
export interface TaskLine {
  readonly run: RunId;
  readonly task: TaskId;
  readonly claim: ClaimId;
  /** Commits of earlier versions do not say. */
  readonly digest?: TaskDigest;
}

const KEY = 'Agentic-Task';

export const taskLine = ({ run, task, claim, digest }: TaskLine): string =>
  `${KEY}: ${claimValue(run, task, claim)}${digest === undefined ? '' : ` ${digest}`}`;

/** How the values of a task's lines begin: of any claim, or of this one. */
export const taskValue = (run: RunId, task: TaskId): string => `${run}/${task} `;
export const claimValue = (run: RunId, task: TaskId, claim: ClaimId): string =>
  `${taskValue(run, task)}${claim}`;

// Forges and `git merge --squash` indent the messages they collect, or put a bullet before each.
const LINE =
  /^[ \t]*(?:[*-][ \t]+)?Agentic-Task:[ \t]*([A-Za-z0-9][A-Za-z0-9._-]{0,199})\/([a-z0-9][a-z0-9_-]{0,63})[ \t]+(c-[0-9a-f]{12})(?:[ \t]+([0-9a-f]{12}(?:-[0-9a-f]{8})?))?[ \t]*\r?$/gm;

/**
 * All such lines of a message, wherever they stand: git's own trailer parser finds none in the middle. Anybody may have
 * written them; whoever believes in one looks for what confirms it.
 */
export const readTaskLines = (message: string): readonly TaskLine[] =>
  [...message.matchAll(LINE)].map(([, run = '', task = '', claim = '', digest]) => ({
    run: runId(run),
    task: taskId(task),
    claim: claimId(claim),
    ...(digest === undefined ? {} : { digest: taskDigest(digest) }),
  }));

/** One line for each work: tasks that were done as one have a line each, under one claim, the whole first. */
export function oneForEachClaim<Line extends TaskLine & { readonly commit: Oid }>(
  lines: readonly Line[],
): readonly Line[] {
  const works = new Map<string, Line>();
  for (const line of lines) {
    const work = `${line.commit} ${line.run} ${line.claim}`;
    if (!works.has(work)) works.set(work, line);
  }
  return [...works.values()];
}

/** Text of others for a message of ours: what would look like such a line in it is quoted. */
export const quoteTaskLines = (text: string): string =>
  text.replaceAll(/^(?=[ \t]*(?:[*-][ \t]+)?agentic-task[ \t]*:)/gim, '> ');
