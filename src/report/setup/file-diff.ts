import { escapeText } from '../escape.ts';
import type { Paint } from '../layout.ts';

/** A file's whole text before and after; undefined: there is no file. */
export interface TextChange {
  readonly path: string;
  readonly before: string | undefined;
  readonly after: string | undefined;
}

const CONTEXT = 3;

/**
 * As `git diff` shows it, in one hunk: what set-up changes in a file stands together. Lines are escaped; a carriage
 * return at the end of one is not shown.
 */
export function fileDiff(change: TextChange, paint: Paint): string {
  const [before, after] = [linesOf(change.before), linesOf(change.after)];
  const [head, tail] = sameEnds(before, after);
  const from = Math.max(0, head - CONTEXT);
  const until = Math.min(CONTEXT, tail);
  const [oldEnd, newEnd] = [before.length - tail, after.length - tail];
  const range = (end: number): string => `${end + until === 0 ? 0 : from + 1},${end + until - from}`;
  return [
    paint.strong(`--- ${nameOf('a', change.path, change.before)}`),
    paint.strong(`+++ ${nameOf('b', change.path, change.after)}`),
    `@@ -${range(oldEnd)} +${range(newEnd)} @@`,
    ...before.slice(from, head).map((line) => ` ${shown(line)}`),
    ...before.slice(head, oldEnd).map((line) => paint.bad(`-${shown(line)}`)),
    ...after.slice(head, newEnd).map((line) => `+${shown(line)}`),
    ...after.slice(newEnd, newEnd + until).map((line) => ` ${shown(line)}`),
    '',
  ].join('\n');
}

const nameOf = (side: string, path: string, text: string | undefined): string =>
  text === undefined ? '/dev/null' : `${side}/${escapeText(path)}`;

const shown = (line: string): string => escapeText(line.replace(/\r?\n$/, ''));

/** With their ends: a last line without one differs from the same with it. */
const linesOf = (text: string | undefined): readonly string[] => text?.match(/[^\n]*\n|[^\n]+$/g) ?? [];

/** How many lines are the same at the beginning and at the end. */
function sameEnds(before: readonly string[], after: readonly string[]): readonly [number, number] {
  const shorter = Math.min(before.length, after.length);
  let head = 0;
  while (head < shorter && before[head] === after[head]) head++;
  let tail = 0;
  while (tail < shorter - head && before.at(-1 - tail) === after.at(-1 - tail)) tail++;
  return [head, tail];
}
