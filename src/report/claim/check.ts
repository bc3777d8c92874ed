import type { ClaimRecord } from '../../core/claim/record.ts';
import type { LockName, RepoPath } from '../../core/model/ids.ts';
import type { Presence } from '../../core/model/presence.ts';
import { isoSeconds, type WallTime } from '../../core/model/time.ts';
import { escapeText } from '../escape.ts';
import { listTexts } from '../list-texts.ts';
import { shellWord } from '../shell-word.ts';
import { clock } from '../times.ts';
import { claimJson } from './claimed.ts';
import { holderJson, whoHolds } from './held-claims.ts';
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
  readonly now: WallTime;
}

const MOST = 20;

export const isClear = ({ held, unknown, lost }: Check): boolean =>
  held.length === 0 && unknown.length === 0 && lost.length === 0;

export function checkText(check: Check): string {
  const { paths, held, unknown, unclaimed, lost, presence, table, now } = check;
  const count = `${paths.length} ${paths.length === 1 ? 'path' : 'paths'}`;
  const lines = [
    `${isClear(check) ? 'clear' : 'not clear'}: ${count} against ${escapeText(table)}        read-only: nothing is pushed`,
  ];
  for (const { claim, paths: shared } of held) {
    const until = (claim.record.at + claim.record.leaseS * 1000) as WallTime;
    lines.push(
      `  ● ${listTexts(shared)}   claimed by ${whoHolds(claim.record)} for ${escapeText(claim.record.task)} until ${clock(until, now)}`,
    );
  }
  for (const { lock, paths: shared } of unknown)
    lines.push(
      `  ● ${listTexts(shared)}   held by unknown: the record of ${escapeText(lock)} cannot be read`,
    );
  if (held.length + unknown.length > 0)
    lines.push('  do not publish these: wait until they are given back, or ask their holder');
  for (const record of lost)
    lines.push(
      `  ✗ ${listTexts(record.paths)}   your claim ${record.claim} has ended: its lease ran out, or somebody ended it`,
      `      ${claimAgain(record).map(shellWord).join(' ')}   before you publish; others may have changed them`,
    );
  if (unclaimed.length > 0)
    lines.push(
      `  ○ ${listTexts(unclaimed)}   changed without a claim`,
      `      agentic-plan claim ${unclaimed.slice(0, MOST).map(shellWord).join(' ')}`,
    );
  for (const branch of presence?.branches ?? [])
    if (branch.conflicts.length > 0)
      lines.push(
        `  ✗ ${listTexts(branch.conflicts.map(({ path }) => path))}   will conflict with ${escapeText(branch.name)}   ${escapeText(branch.author)}`,
      );
  return `${lines.join('\n')}\n`;
}

const claimAgain = ({ paths, task, title }: ClaimRecord): readonly string[] => [
  'agentic-plan',
  'claim',
  ...paths.slice(0, MOST),
  '--task',
  title ?? task,
];

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
      author,
      paths: conflicts.map(({ path }) => path),
    })),
  next: [
    ...check.lost.map((record) => ({ do: 'claim-again', run: claimAgain(record) })),
    ...(check.unclaimed.length > 0
      ? [{ do: 'claim', run: ['agentic-plan', 'claim', ...check.unclaimed.slice(0, MOST)] }]
      : []),
  ],
  problems: [],
});
