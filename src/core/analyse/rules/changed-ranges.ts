import { addedRanges } from '../lines/real-lines.ts';
import type { ChangedPath } from './rule.ts';

/** Whether lines `first` to `last` of the file as it is now were touched; of a new file, all. */
export function touchesChange({ change, lines }: ChangedPath, first: number, last: number): boolean {
  if (change.kind === 'added') return true;
  return lines !== undefined && addedRanges(lines).some(([from, to]) => from <= last && first <= to);
}
