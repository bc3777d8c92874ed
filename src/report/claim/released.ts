import type { ClaimRecord } from '../../core/claim/record.ts';
import { escapeText } from '../escape.ts';

export interface Released {
  readonly records: readonly ClaimRecord[];
  readonly table: string;
}

export function releasedText({ records, table }: Released): string {
  if (records.length === 0) return `nothing to release on ${escapeText(table)}\n`;
  return records
    .map(
      ({ claim, task, paths }) =>
        `released: ${paths.map((path) => escapeText(path)).join(', ') || 'no paths'} (${claim}, task ${escapeText(task)})\n`,
    )
    .join('');
}

export const releasedJson = ({ records, table }: Released): Record<string, unknown> => ({
  version: 1,
  command: 'release',
  outcome: 'released',
  changed: records.length > 0,
  table,
  released: records.map(({ claim, task, paths }) => ({ id: claim, task, paths })),
  next: [],
  problems: [],
});
