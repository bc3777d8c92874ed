import type { ClaimRecord } from '../../core/claim/record.ts';
import { escapeText } from '../escape.ts';

/** What `doctor --purge` gave back and removed. */
export interface Purged {
  readonly table: string;
  readonly released: readonly ClaimRecord[];
  readonly removed: readonly string[];
  readonly stays: readonly string[];
}

export function purgedText({ table, released, removed, stays }: Purged): string {
  const lines = [
    ...released.map(
      ({ claim, task, paths }) =>
        `released: ${paths.map((path) => escapeText(path)).join(', ') || 'no paths'} (${claim}, task ${escapeText(task)}) on ${escapeText(table)}`,
    ),
    ...removed.map((path) => `removed: ${escapeText(path)}`),
    ...stays.map((path) => `stays, and could not be removed: ${escapeText(path)}`),
    'the next command makes anew what it needs',
  ];
  return `${lines.join('\n')}\n`;
}

export const purgedJson = ({ table, released, removed, stays }: Purged): Record<string, unknown> => ({
  version: 1,
  command: 'doctor',
  outcome: stays.length === 0 ? 'purged' : 'purged-in-part',
  changed: true,
  table,
  released: released.map(({ claim, task, paths }) => ({ id: claim, task, paths })),
  removed,
  stays,
  next: [],
  problems: [],
});
