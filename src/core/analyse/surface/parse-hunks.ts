/** A hunk of `git diff -U0`. */
export interface Hunk {
  /** Lines of the new side, from 1; `count` 0 where lines were only deleted. */
  readonly start: number;
  readonly count: number;
  /** The line that git shows after the second `@@`: the function or class around it. */
  readonly context: string;
  readonly removed: readonly string[];
  readonly added: readonly string[];
}

// @@ -10,2 +10,3 @@ export class UserSession {
// -  refresh(): void {
// +  refresh(now: Date): void {
const HEAD = /^@@ -\d+(?:,\d+)? \+(\d+)(?:,(\d+))? @@ ?(.*)$/;
/** Longer lines declare nothing; a minified file is one line. */
const MAX_LINE = 400;

export function parseHunks(text: string): readonly Hunk[] {
  const hunks: { start: number; count: number; context: string; removed: string[]; added: string[] }[] = [];
  for (const line of text.split('\n')) {
    const head = HEAD.exec(line);
    if (head) {
      const [, start = '0', count = '1', context = ''] = head;
      const shown = context.slice(0, MAX_LINE);
      hunks.push({ start: Number(start), count: Number(count), context: shown, removed: [], added: [] });
      continue;
    }
    const hunk = hunks.at(-1);
    if (hunk === undefined || line.length > MAX_LINE) continue;
    if (line.startsWith('-')) hunk.removed.push(line.slice(1));
    else if (line.startsWith('+')) hunk.added.push(line.slice(1));
  }
  return hunks;
}

/** New-side ranges, as `Change.addedLines` has them. */
export const addedLinesOf = (hunks: readonly Hunk[]): readonly (readonly [number, number])[] =>
  hunks.filter((hunk) => hunk.count > 0).map((hunk) => [hunk.start, hunk.start + hunk.count - 1] as const);
