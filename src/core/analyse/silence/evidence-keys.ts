import { createHash } from 'node:crypto';
import { compareText } from '../../model/compare-text.ts';
import type { Task } from '../../model/task.ts';

/** More than this of one task is as much as all of it. */
const MAX_KEYS = 2_000;

/** What of evidence moves without being other evidence: places, times, where it was read. */
const PASSING = new Set(['commit', 'line', 'at', 'older', 'moved', 'source', 'percent']);
/** Remarks about the task itself. */
const NO_EVIDENCE = new Set(['audited', 'left-out', 'unlisted']);

/**
 * Names of what a task rests on, by content: the same line of the same file has the same key wherever it stands now.
 * Sorted; never empty.
 */
export function evidenceKeys(task: Pick<Task, 'kind' | 'files' | 'evidence'>): readonly string[] {
  const files = [...task.files].sort(compareText);
  // what names no file is about all of them
  const parts = task.evidence
    .filter(({ kind }) => !NO_EVIDENCE.has(kind))
    .map((one) => ('file' in one ? plain(one) : [...plain(one), ['files', files]]));
  const keys = (parts.length > 0 ? parts : [files]).map((part) => keyOf([task.kind, part]));
  return [...new Set(keys)].sort(compareText).slice(0, MAX_KEYS);
}

/** Its members in one order, without what moves. */
const plain = (evidence: object): readonly (readonly [string, unknown])[] =>
  Object.entries(evidence)
    .filter(([name, value]) => value !== undefined && !PASSING.has(name))
    .map(([name, value]): readonly [string, unknown] => [
      name,
      typeof value === 'string' ? value.trim() : value,
    ])
    .sort(([a], [b]) => compareText(a, b));

const keyOf = (value: unknown): string =>
  createHash('sha256').update(JSON.stringify(value)).digest('hex').slice(0, 12);
