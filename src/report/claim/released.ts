import type { ClaimRecord } from '../../core/claim/record.ts';
import type { LockName } from '../../core/model/ids.ts';
import { escapeText } from '../escape.ts';
import { listTexts } from '../list-texts.ts';

export interface Released {
  readonly records: readonly ClaimRecord[];
  /** Deleted locks that belonged to no claim that can be read. */
  readonly locks: readonly LockName[];
  readonly table: string;
}

export function releasedText({ records, locks, table }: Released): string {
  if (locks.length > 0) return `deleted: ${listTexts(locks)} (held by unknown)\n`;
  if (records.length === 0) return `nothing to release on ${escapeText(table)}\n`;
  return records
    .map(
      ({ claim, task, paths }) =>
        `released: ${paths.map((path) => escapeText(path)).join(', ') || 'no paths'} (${claim}, task ${escapeText(task)})\n`,
    )
    .join('');
}

export const releasedJson = ({ records, locks, table }: Released): Record<string, unknown> => ({
  version: 1,
  command: 'release',
  outcome: 'released',
  changed: records.length + locks.length > 0,
  table,
  released: records.map(({ claim, task, paths }) => ({ id: claim, task, paths })),
  locks,
  next: [],
  problems: [],
});

/** `release` inside a wrapped agent: the claim is its wrapper's, which gives it back when the agent ends. */
export const keptText = ({ claim }: { readonly claim: string }): string =>
  `nothing to do: ${escapeText(claim)} is given back by the command that started you, when you end\n`;

export const keptJson = ({ claim }: { readonly claim: string }): Record<string, unknown> => ({
  version: 1,
  command: 'release',
  outcome: 'kept',
  changed: false,
  released: [],
  kept: claim,
  next: [],
  problems: [],
});
