import type { ClaimRecord } from '../../core/claim/record.ts';
import { type Problem, problemOf } from '../../core/model/problem.ts';
import { isoSeconds, type WallTime, wallTime } from '../../core/model/time.ts';
import { fromFolder } from '../../core/paths/plain-path.ts';
import { escapeText } from '../escape.ts';
import { listTexts } from '../list-texts.ts';
import { type GivenOptions, ownArgv, ownLine } from '../own-command.ts';
import { problemsJson } from '../problems/describe-problem.ts';
import { clock, span } from '../times.ts';
import { notThereLines } from './not-there.ts';
import { operandsFrom, pathCommandJson } from './path-command.ts';

export interface Claimed {
  readonly record: ClaimRecord;
  readonly how: 'new' | 'renewed' | 'widened' | 'replaced';
  readonly table: string;
  readonly pushes: number;
  readonly now: WallTime;
  /** The folder of the repository that the reader is in. */
  readonly below: string;
  readonly notes: readonly Problem[];
  readonly given: GivenOptions;
  /** A claim of the same holder and task that this one is taken instead of, and why that is no longer theirs. */
  readonly lost?: { readonly record: ClaimRecord; readonly why: string };
  /** Held for the life of a command, by which it is renewed and given back. */
  readonly wrapped?: boolean;
}

const WARNING = { severity: 'warning' } as const;
const WORDS = { new: 'claimed', renewed: 'renewed', widened: 'widened', replaced: 'claimed anew' } as const;

export function claimedText(claimed: Claimed): string {
  const { record, how, table, pushes, now, below, notes, given, wrapped = false } = claimed;
  const until = wallTime(record.at + record.leaseS * 1000);
  const free = `${clock(until, now)} (${span(until - now)}); the same command renews, more paths widen`;
  const paths = listTexts(record.paths.map((path) => fromFolder(below, path)));
  return (
    `${WORDS[how]}: ${paths || 'no path: all that was named is on claims.ignore, which nobody locks'}\n` +
    `  until  ${wrapped ? 'the command ends' : free}\n` +
    `  as     ${record.claim}, task ${escapeText(record.task)}\n` +
    `  on     ${escapeText(table)}${pushes > 1 ? `, ${pushes} pushes` : ''}\n` +
    lostLines(claimed)
      .map((line) => `${line}\n`)
      .join('') +
    notThereLines(notes)
      .map((line) => `${line}\n`)
      .join('') +
    (wrapped ? '' : `  done?  ${ownLine({ command: 'release', words: [record.claim], given })}\n`)
  );
}

/** That it is another claim now, on what was asked for; and what of the old one is not in it. */
function lostLines({ record, lost, below }: Claimed): readonly string[] {
  if (lost === undefined) return [];
  const gone = lost.record.paths.filter((path) => !record.paths.includes(path));
  const without = gone.length === 0 ? '' : `; no longer yours: ${listTexts(operandsFrom(below, gone))}`;
  return [`  anew   ${lost.record.claim} had ended: ${escapeText(lost.why)}${without}`];
}

export const claimJson = (record: ClaimRecord, now: WallTime): Record<string, unknown> => ({
  id: record.claim,
  run: record.run,
  task: record.task,
  title: escapedOrNull(record.title),
  agent: escapedOrNull(record.agent),
  paths: record.paths,
  until: isoSeconds(wallTime(record.at + record.leaseS * 1000)),
  lease_s: record.leaseS,
  left_s: Math.max(0, Math.round((record.at + record.leaseS * 1000 - now) / 1000)),
});

/** A text that somebody wrote for people; what cannot be seen in it is shown. */
export const escapedOrNull = (text: string | undefined): string | null =>
  text === undefined ? null : escapeText(text);

export const claimedJson = ({
  record,
  how,
  table,
  pushes,
  now,
  below,
  notes,
  lost,
  given,
}: Claimed): Record<string, unknown> => {
  const operands = operandsFrom(below, record.paths);
  const renewal = pathCommandJson({
    verb: 'claim',
    operands,
    options: ['--task', record.task, '--json'],
    given,
  });
  return {
    version: 1,
    command: 'claim',
    outcome: 'claimed',
    changed: true,
    how,
    table,
    pushes,
    claim: claimJson(record, now),
    held: [],
    free: [],
    next: [
      { do: 'renew', ...renewal },
      { do: 'release', run: ownArgv({ command: 'release', words: [record.claim, '--json'], given }) },
    ],
    problems: problemsJson(
      [
        ...notes,
        ...(lost ? [problemOf('claim-lost', { claim: lost.record.claim, why: lost.why }, WARNING)] : []),
      ],
      given,
    ),
  };
};
