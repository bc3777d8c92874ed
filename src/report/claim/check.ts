import type { ClaimRecord } from '../../core/claim/record.ts';
import type { LockName, RepoPath } from '../../core/model/ids.ts';
import type { Presence } from '../../core/model/presence.ts';
import { datumOf, type Problem } from '../../core/model/problem.ts';
import { isoSeconds, type WallTime } from '../../core/model/time.ts';
import { fromFolder } from '../../core/paths/plain-path.ts';
import { escapeText } from '../escape.ts';
import { listTexts } from '../list-texts.ts';
import type { GivenOptions } from '../own-command.ts';
import { describeProblem, problemsJson, wordingOf } from '../problems/describe-problem.ts';
import { claimJson } from './claimed.ts';
import { holderJson } from './held-claims.ts';
import { heldLine, unknownLine } from './held-line.ts';
import { notThereLines } from './not-there.ts';
import { operandsFrom, type PathCommand, pathCommandJson, pathCommandText } from './path-command.ts';
import type { PathsHeld } from './status.ts';

/** Whether somebody who changed some paths is clear of others. */
export interface Check {
  readonly table: string;
  readonly paths: readonly RepoPath[];
  readonly held: readonly PathsHeld[];
  /** Locks that nobody readable holds, with the paths that they exclude. */
  readonly unknown: readonly { readonly lock: LockName; readonly paths: readonly RepoPath[] }[];
  /** Changed paths that no claim of one's own covers; empty where one holds no claim at all. */
  readonly unclaimed: readonly RepoPath[];
  /** Claims of one's own on changed paths that are over, or that somebody has ended. */
  readonly lost: readonly ClaimRecord[];
  readonly presence: Presence | undefined;
  /** Why some of what was changed is not among the paths. */
  readonly unseen: readonly Problem[];
  readonly now: WallTime;
  /** The folder of the repository that the reader is in. */
  readonly below: string;
  /** What is said beside the answer. */
  readonly notes: readonly Problem[];
  readonly given: GivenOptions;
}

const MOST = 20;

export const isClear = ({ held, unknown, lost, unseen }: Check): boolean =>
  held.length === 0 && unknown.length === 0 && lost.length === 0 && unseen.length === 0;

/** Nobody could look: whatever others hold, this is not clear. */
export const notSeenText = (problem: Problem, given: GivenOptions): string =>
  `not clear: ${describeProblem(problem, given)}`;

export function checkText(check: Check): string {
  const { paths, held, unknown, unclaimed, lost, presence, table, now, below, given } = check;
  const list = (some: readonly RepoPath[]): string => listTexts(some.map((path) => fromFolder(below, path)));
  const count = `${paths.length} ${paths.length === 1 ? 'path' : 'paths'}`;
  const lines = [
    `${isClear(check) ? 'clear' : 'not clear'}: ${count} against ${escapeText(table)}        read-only: nothing is pushed`,
    ...check.unseen.flatMap((problem) => unseenLines(problem, given)),
  ];
  for (const { claim, paths: shared } of held) lines.push(heldLine(list(shared), claim.record, now));
  for (const { lock, paths: shared } of unknown) lines.push(unknownLine(list(shared), lock));
  if (held.length + unknown.length > 0)
    lines.push('  do not publish these: wait until they are given back, or ask their holder');
  for (const record of lost)
    lines.push(
      `  ✗ ${list(record.paths)}   your claim ${record.claim} has ended: its lease ran out, or somebody ended it`,
      `      ${pathCommandText(claimAgain(record, { below, given }))}   before you publish; others may have changed them`,
    );
  if (unclaimed.length > 0)
    lines.push(
      `  ○ ${list(unclaimed)}   changed without a claim`,
      `      ${pathCommandText(claimThem(unclaimed, { below, given }))}`,
    );
  for (const branch of presence?.branches ?? [])
    if (branch.conflicts.length > 0)
      lines.push(
        `  ✗ ${list(branch.conflicts.map(({ path }) => path))}   will conflict with ${escapeText(branch.name)}   ${escapeText(branch.author)}`,
      );
  lines.push(...notThereLines(check.notes));
  return `${lines.join('\n')}\n`;
}

type Where = Pick<Check, 'below' | 'given'>;

const claimAgain = ({ paths, task, title }: ClaimRecord, where: Where): PathCommand => ({
  ...claimThem(paths, where),
  options: ['--task', title ?? task],
});

const claimThem = (paths: readonly RepoPath[], { below, given }: Where): PathCommand => ({
  verb: 'claim',
  operands: operandsFrom(below, paths.slice(0, MOST)),
  given,
});

/** `? could not see main: …`, and what helps. */
function unseenLines(problem: Problem, given: GivenOptions): readonly string[] {
  const { what, remedy } = wordingOf(problem, given);
  const name = datumOf(problem, 'name');
  const named = name === undefined ? 'all of your work' : escapeText(String(name), 60);
  return [`  ? could not see ${named}: ${what}`, ...(remedy === '' ? [] : [`      ${remedy}`])];
}

export const checkJson = (check: Check): Record<string, unknown> => ({
  version: 1,
  command: 'check',
  outcome: isClear(check) ? 'clear' : 'not-clear',
  changed: false,
  table: check.table,
  as_of: isoSeconds(check.now),
  paths: check.paths.length,
  held: check.held.map(({ claim, paths }) => ({
    ...claimJson(claim.record, check.now),
    holder: holderJson(claim.record),
    shared: paths,
  })),
  unknown: check.unknown.map(({ lock, paths }) => ({ lock, shared: paths })),
  unclaimed: check.unclaimed,
  lost: check.lost.map(({ claim, task, paths }) => ({ id: claim, task, paths })),
  conflicts: (check.presence?.branches ?? [])
    .filter(({ conflicts }) => conflicts.length > 0)
    .map(({ name, author, conflicts }) => ({
      branch: name,
      author: escapeText(author),
      paths: conflicts.map(({ path }) => path),
    })),
  next: [
    ...check.lost.map((record) => ({
      do: 'claim-again',
      ...pathCommandJson(claimAgain(record, check)),
    })),
    ...(check.unclaimed.length > 0
      ? [{ do: 'claim', ...pathCommandJson(claimThem(check.unclaimed, check)) }]
      : []),
  ],
  problems: problemsJson([...check.unseen, ...check.notes], check.given),
});
