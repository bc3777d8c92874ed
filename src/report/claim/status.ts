import type { SeenClaim, SeenRun } from '../../core/claim/seen-claim.ts';
import type { WaitRecord } from '../../core/claim/wait-record.ts';
import type { BranchesAtWork } from '../../core/model/branches-at-work.ts';
import type { LockName, RepoPath } from '../../core/model/ids.ts';
import type { Problem } from '../../core/model/problem.ts';
import { isoSeconds, type WallTime, wallTime } from '../../core/model/time.ts';
import { fromFolder } from '../../core/paths/plain-path.ts';
import type { ReadyTask } from '../../core/run/find-ready-tasks.ts';
import { escapeText } from '../escape.ts';
import { listTexts } from '../list-texts.ts';
import { type GivenOptions, ownLine } from '../own-command.ts';
import { problemsJson } from '../problems/describe-problem.ts';
import { clock, span } from '../times.ts';
import { branchesJson, branchesLines } from './branches-at-work.ts';
import { claimJson, escapedOrNull } from './claimed.ts';
import { holderJson } from './held-claims.ts';
import { whoHolds } from './held-line.ts';
import { type Misplaced, misplacedJson, misplacedLines } from './misplaced.ts';
import { notThereLines } from './not-there.ts';

/** The table as `status` shows it. */
export interface Status {
  readonly table: string;
  readonly claims: readonly SeenClaim[];
  /** Locks that nobody readable holds. */
  readonly unknown: readonly LockName[];
  readonly misplaced: Misplaced;
  readonly runs: readonly SeenRun[];
  /** Who is in line, the first one first. */
  readonly waits: readonly WaitRecord[];
  /** With --ready: what could start now. */
  readonly ready?: readonly ReadyTask[];
  /** With --all: open branches, with their files and people. */
  readonly branches?: BranchesAtWork;
  readonly now: WallTime;
  /** The folder of the repository that the reader is in. */
  readonly below: string;
  readonly columns: number;
  /** As whom others see what the reader claims; `isShared`: so does every other agent in this checkout. */
  readonly you: { readonly name: string; readonly isShared: boolean };
  /** What is said beside the answer. */
  readonly notes: readonly Problem[];
  readonly given: GivenOptions;
}

const MOST = 20;

export function statusText(status: Status): string {
  const { claims, unknown, runs, waits, table, you } = status;
  const count = claims.length === 1 ? '1 claim' : `${claims.length} claims`;
  const lines = [
    `${claims.length === 0 ? 'no claims' : count} in force on ${escapeText(table)}        read-only: nothing is pushed`,
  ];
  for (const claim of claims.slice(0, MOST)) lines.push(...claimLines(claim, status));
  if (claims.length > MOST) lines.push(`  and ${claims.length - MOST} more (--json lists all)`);
  for (const lock of unknown.slice(0, MOST))
    lines.push(
      `  ? ${escapeText(lock)}   held by unknown: its record cannot be read`,
      `      ${ownLine({ command: 'release', words: [lock, '--force'], given: status.given })}   once nobody owns up`,
    );
  if (unknown.length > MOST) lines.push(`  and ${unknown.length - MOST} more (--json lists all)`);
  lines.push(...misplacedLines(status.misplaced));
  if (runs.length > 0) lines.push('', 'Runs');
  for (const { run, done, working, ended } of runs.slice(0, MOST))
    lines.push(`  ${escapeText(run)}   ${done} done, ${working} at work, ${ended} ended without a result`);
  if (runs.length > MOST) lines.push(`  and ${runs.length - MOST} more (--json lists all)`);
  if (waits.length > 0)
    lines.push('', 'Waiting', ...waits.slice(0, MOST).map((wait) => waitLine(wait, status)));
  if (waits.length > MOST) lines.push(`  and ${waits.length - MOST} more (--json lists all)`);
  if (status.ready) lines.push(...readyLines(status.ready));
  if (status.branches) lines.push(...branchesLines(status.branches, status));
  lines.push(...notThereLines(status.notes));
  if (you.isShared)
    lines.push(
      '',
      `You are ${escapeText(you.name, 200)} here, and so is every agent in this checkout that does not set AGENTIC_HOLDER to a name of its own, unless its hooks are set up (agentic-plan init).`,
    );
  return `${lines.join('\n')}\n`;
}

function readyLines(ready: readonly ReadyTask[]): readonly string[] {
  if (ready.length === 0) return ['', 'Ready    nothing: no task of a run on the table could start now'];
  const lines = ready.slice(0, MOST).flatMap(({ id, run, title, agent, writes }) => {
    const who = agent === undefined ? '' : `   ${escapeText(agent)}`;
    return [
      `  ${id}   ${listTexts(writes) || 'writes nothing'}${who}   of ${escapeText(run)}`,
      `      ${escapeText(title, 90)}`,
    ];
  });
  const rest = ready.length > MOST ? [`  and ${ready.length - MOST} more (--json lists all)`] : [];
  return ['', 'Ready', ...lines, ...rest];
}

function claimLines({ record, since, over, mine }: SeenClaim, { below, now }: Status): readonly string[] {
  const until = wallTime(record.at + record.leaseS * 1000);
  const title = record.title === undefined ? '' : ` "${escapeText(record.title, 60)}"`;
  const paths = listTexts(record.paths.map((path) => fromFolder(below, path)));
  const end = over ? 'over: free to take' : `until ${clock(until, now)}`;
  return [
    `  ${over ? '○' : '●'} ${paths || 'no paths'}`,
    `      ${mine ? 'you, ' : ''}${whoHolds(record)}, ${escapeText(record.task)}${title}, since ${clock(since, now)} (${span(now - since)}), ${end}   ${record.claim}`,
  ];
}

function waitLine(wait: WaitRecord, { below, now }: Status): string {
  const paths = listTexts(wait.paths.map((path) => fromFolder(below, path)));
  const task = escapeText(wait.task);
  return `  ${whoHolds(wait)}, ${task}   for ${paths || 'the task'}   since ${clock(wait.at, now)}`;
}

export const statusJson = ({
  table,
  claims,
  unknown,
  misplaced,
  runs,
  waits,
  ready,
  branches,
  now,
  you,
  notes,
  given,
}: Status): Record<string, unknown> => ({
  version: 1,
  command: 'status',
  outcome: 'seen',
  changed: false,
  table,
  as_of: isoSeconds(now),
  claims: claims.map(({ record, since, over, mine }) => ({
    ...claimJson(record, now),
    holder: holderJson(record),
    since: isoSeconds(since),
    over,
    mine,
  })),
  unknown: unknown.map((lock) => ({ lock })),
  misplaced: misplacedJson(misplaced),
  runs,
  waiting: waits.map(waitJson),
  ...(ready ? { ready: ready.map(readyJson) } : {}),
  ...(branches ? { branches: branchesJson(branches) } : {}),
  agents: agentsOf(claims),
  blocked: claims
    .filter(({ over }) => over)
    .map(({ record }) => ({
      claim: record.claim,
      task: record.task,
      why: 'its lease is over, or its holder is gone',
    })),
  you: { name: escapeText(you.name), shared: you.isShared },
  next: [],
  problems: problemsJson(notes, given),
});

const waitJson = (wait: WaitRecord): Record<string, unknown> => ({
  holder: holderJson(wait),
  agent: escapedOrNull(wait.agent),
  task: wait.task,
  paths: wait.paths,
  since: isoSeconds(wait.at),
  until: isoSeconds(wallTime(wait.at + wait.waitS * 1000)),
});

const readyJson = ({ run, id, kind, title, writes, agent }: ReadyTask): Record<string, unknown> => ({
  run,
  id,
  kind,
  title: escapeText(title),
  writes,
  agent: escapedOrNull(agent),
});

function agentsOf(claims: readonly SeenClaim[]): readonly { readonly id: string; readonly claims: number }[] {
  const counts = new Map<string, number>();
  for (const { record } of claims) {
    const agent = escapedOrNull(record.agent);
    if (agent) counts.set(agent, (counts.get(agent) ?? 0) + 1);
  }
  return [...counts].map(([id, count]) => ({ id, claims: count }));
}

/** Paths that others hold, for `check`. */
export interface PathsHeld {
  readonly claim: SeenClaim;
  readonly paths: readonly RepoPath[];
}
