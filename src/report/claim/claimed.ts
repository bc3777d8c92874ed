import type { ClaimRecord } from '../../core/claim/record.ts';
import { isoSeconds, type WallTime } from '../../core/model/time.ts';
import { escapeText } from '../escape.ts';
import { listTexts } from '../list-texts.ts';
import { shellWord } from '../shell-word.ts';
import { clock, span } from '../times.ts';

export interface Claimed {
  readonly record: ClaimRecord;
  readonly how: 'new' | 'renewed' | 'widened' | 'replaced';
  readonly table: string;
  readonly pushes: number;
  readonly now: WallTime;
  /** Held for the life of a command, by which it is renewed and given back. */
  readonly wrapped?: boolean;
}

const WORDS = { new: 'claimed', renewed: 'renewed', widened: 'widened', replaced: 'claimed anew' } as const;

export function claimedText({ record, how, table, pushes, now, wrapped = false }: Claimed): string {
  const until = (record.at + record.leaseS * 1000) as WallTime;
  const free = `${clock(until, now)} (${span(until - now)}); the same command renews, more paths widen`;
  return (
    `${WORDS[how]}: ${listTexts(record.paths)}\n` +
    `  until  ${wrapped ? 'the command ends' : free}\n` +
    `  as     ${record.claim}, task ${escapeText(record.task)}\n` +
    `  on     ${escapeText(table)}${pushes > 1 ? `, ${pushes} pushes` : ''}\n` +
    (wrapped ? '' : `  done?  agentic-plan release ${shellWord(record.claim)}\n`)
  );
}

export const claimJson = (record: ClaimRecord, now: WallTime): Record<string, unknown> => ({
  id: record.claim,
  run: record.run,
  task: record.task,
  title: record.title ?? null,
  agent: record.agent ?? null,
  paths: record.paths,
  until: isoSeconds((record.at + record.leaseS * 1000) as WallTime),
  lease_s: record.leaseS,
  left_s: Math.max(0, Math.round((record.at + record.leaseS * 1000 - now) / 1000)),
});

export const claimedJson = ({ record, how, table, pushes, now }: Claimed): Record<string, unknown> => ({
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
    { do: 'renew', run: ['agentic-plan', 'claim', ...record.paths, '--task', record.task, '--json'] },
    { do: 'release', run: ['agentic-plan', 'release', record.claim, '--json'] },
  ],
  problems: [],
});
