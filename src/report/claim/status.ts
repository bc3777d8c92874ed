import type { ClaimRecord } from '../../core/claim/record.ts';
import type { WaitRecord } from '../../core/claim/wait-record.ts';
import type { LockName, RepoPath } from '../../core/model/ids.ts';
import { isoSeconds, type WallTime } from '../../core/model/time.ts';
import type { ReadyTask } from '../../core/run/find-ready-tasks.ts';
import { escapeText } from '../escape.ts';
import { listTexts } from '../list-texts.ts';
import { clock, span } from '../times.ts';
import { claimJson } from './claimed.ts';
import { holderJson, whoHolds } from './held-claims.ts';

/** The table as `status` shows it. */
export interface Status {
  readonly table: string;
  readonly claims: readonly StatusClaim[];
  /** Locks that nobody readable holds. */
  readonly unknown: readonly LockName[];
  readonly runs: readonly StatusRun[];
  /** Who is in line, the first one first. */
  readonly waits: readonly WaitRecord[];
  /** With --ready: what could start now. */
  readonly ready?: readonly ReadyTask[];
  readonly now: WallTime;
}

export interface StatusClaim {
  readonly record: ClaimRecord;
  readonly since: WallTime;
  /** Whoever wants its paths may take them: its lease is over or its holder is gone. */
  readonly over: boolean;
  readonly mine: boolean;
}

/** What the task refs say of one run. */
export interface StatusRun {
  readonly run: string;
  readonly done: number;
  readonly working: number;
  readonly ended: number;
}

const MOST = 20;
const MOST_PATHS = 4;

export function statusText(status: Status): string {
  const { claims, unknown, runs, waits, table, now } = status;
  const count = claims.length === 1 ? '1 claim' : `${claims.length} claims`;
  const lines = [
    `${claims.length === 0 ? 'no claims' : count} in force on ${escapeText(table)}        read-only: nothing is pushed`,
  ];
  for (const claim of claims.slice(0, MOST)) lines.push(...claimLines(claim, now));
  if (claims.length > MOST) lines.push(`  and ${claims.length - MOST} more (--json lists all)`);
  for (const lock of unknown.slice(0, MOST))
    lines.push(
      `  ? ${escapeText(lock)}   held by unknown: its record cannot be read`,
      `      agentic-plan release ${escapeText(lock)} --force   once nobody owns up`,
    );
  if (runs.length > 0) lines.push('', 'Runs');
  for (const { run, done, working, ended } of runs.slice(0, MOST))
    lines.push(`  ${escapeText(run)}   ${done} done, ${working} at work, ${ended} ended without a result`);
  if (waits.length > 0) lines.push('', 'Waiting', ...waits.slice(0, MOST).map((wait) => waitLine(wait, now)));
  if (waits.length > MOST) lines.push(`  and ${waits.length - MOST} more (--json lists all)`);
  if (status.ready) lines.push(...readyLines(status.ready));
  return `${lines.join('\n')}\n`;
}

function readyLines(ready: readonly ReadyTask[]): readonly string[] {
  if (ready.length === 0) return ['', 'Ready    nothing: no task of a run on the table could start now'];
  const lines = ready.slice(0, MOST).flatMap(({ id, run, title, agent, writes }) => {
    const who = agent === undefined ? '' : `   ${escapeText(agent)}`;
    return [
      `  ${id}   ${listTexts(writes, MOST_PATHS) || 'writes nothing'}${who}   of ${escapeText(run)}`,
      `      ${escapeText(title, 90)}`,
    ];
  });
  const rest = ready.length > MOST ? [`  and ${ready.length - MOST} more (--json lists all)`] : [];
  return ['', 'Ready', ...lines, ...rest];
}

function claimLines({ record, since, over, mine }: StatusClaim, now: WallTime): readonly string[] {
  const until = (record.at + record.leaseS * 1000) as WallTime;
  const title = record.title === undefined ? '' : ` "${escapeText(record.title, 60)}"`;
  const paths = listTexts(record.paths, MOST_PATHS);
  const end = over ? 'over: free to take' : `until ${clock(until, now)}`;
  return [
    `  ${over ? '○' : '●'} ${paths || 'no paths'}`,
    `      ${mine ? 'you, ' : ''}${whoHolds(record)}, ${escapeText(record.task)}${title}, since ${clock(since, now)} (${span(now - since)}), ${end}   ${record.claim}`,
  ];
}

function waitLine(wait: WaitRecord, now: WallTime): string {
  const paths = listTexts(wait.paths, MOST_PATHS);
  const task = escapeText(wait.task);
  return `  ${whoHolds(wait)}, ${task}   for ${paths || 'the task'}   since ${clock(wait.at, now)}`;
}

export const statusJson = ({
  table,
  claims,
  unknown,
  runs,
  waits,
  ready,
  now,
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
  runs,
  waiting: waits.map((wait) => ({
    holder: holderJson(wait),
    task: wait.task,
    paths: wait.paths,
    since: isoSeconds(wait.at),
    until: isoSeconds((wait.at + wait.waitS * 1000) as WallTime),
  })),
  ...(ready ? { ready: ready.map(readyJson) } : {}),
  agents: agentsOf(claims),
  blocked: claims
    .filter(({ over }) => over)
    .map(({ record }) => ({ claim: record.claim, task: record.task, why: 'its holder is gone' })),
  next: [],
  problems: [],
});

const readyJson = ({ run, id, kind, title, writes, agent }: ReadyTask): Record<string, unknown> => ({
  run,
  id,
  kind,
  title,
  writes,
  agent: agent ?? null,
});

function agentsOf(
  claims: readonly StatusClaim[],
): readonly { readonly id: string; readonly claims: number }[] {
  const counts = new Map<string, number>();
  for (const { record } of claims)
    if (record.agent) counts.set(record.agent, (counts.get(record.agent) ?? 0) + 1);
  return [...counts].map(([id, count]) => ({ id, claims: count }));
}

/** Paths that others hold, for `check`. */
export interface PathsHeld {
  readonly claim: StatusClaim;
  readonly paths: readonly RepoPath[];
}
