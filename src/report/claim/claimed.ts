import type { ClaimRecord } from '../../core/claim/record.ts';
import { fromFolder } from '../../core/model/plain-path.ts';
import type { Problem } from '../../core/model/problem.ts';
import { isoSeconds, type WallTime } from '../../core/model/time.ts';
import { escapeText } from '../escape.ts';
import { listTexts } from '../list-texts.ts';
import { problemJson } from '../problems/describe-problem.ts';
import { shellWord } from '../shell-word.ts';
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
  /** Held for the life of a command, by which it is renewed and given back. */
  readonly wrapped?: boolean;
}

const WORDS = { new: 'claimed', renewed: 'renewed', widened: 'widened', replaced: 'claimed anew' } as const;

export function claimedText(claimed: Claimed): string {
  const { record, how, table, pushes, now, below, notes, wrapped = false } = claimed;
  const until = (record.at + record.leaseS * 1000) as WallTime;
  const free = `${clock(until, now)} (${span(until - now)}); the same command renews, more paths widen`;
  const paths = listTexts(record.paths.map((path) => fromFolder(below, path)));
  return (
    `${WORDS[how]}: ${paths || 'no path: all that was named is on claims.ignore, which nobody locks'}\n` +
    `  until  ${wrapped ? 'the command ends' : free}\n` +
    `  as     ${record.claim}, task ${escapeText(record.task)}\n` +
    `  on     ${escapeText(table)}${pushes > 1 ? `, ${pushes} pushes` : ''}\n` +
    notThereLines(notes)
      .map((line) => `${line}\n`)
      .join('') +
    (wrapped ? '' : `  done?  agentic-plan release ${shellWord(record.claim)}\n`)
  );
}

export const claimJson = (record: ClaimRecord, now: WallTime): Record<string, unknown> => ({
  id: record.claim,
  run: record.run,
  task: record.task,
  title: escapedOrNull(record.title),
  agent: escapedOrNull(record.agent),
  paths: record.paths,
  until: isoSeconds((record.at + record.leaseS * 1000) as WallTime),
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
}: Claimed): Record<string, unknown> => {
  const operands = operandsFrom(below, record.paths);
  const renewal = pathCommandJson({ verb: 'claim', operands, options: ['--task', record.task, '--json'] });
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
      { do: 'release', run: ['agentic-plan', 'release', record.claim, '--json'] },
    ],
    problems: notes.map(problemJson),
  };
};
