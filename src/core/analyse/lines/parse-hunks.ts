/** A line and its number on its side. */
export interface HunkLine {
  readonly line: number;
  readonly text: string;
}

/** A hunk of `git diff -U0`. */
export interface Hunk {
  /** The line that git shows after the second `@@`: the function or class around it. */
  readonly context: string;
  readonly removed: readonly HunkLine[];
  readonly added: readonly HunkLine[];
}

// @@ -10,2 +10,3 @@ export class UserSession {
// -  refresh(): void {
// +  refresh(now: Date): void {
const HEAD = /^@@ -(\d+)(?:,(\d+))? \+(\d+)(?:,(\d+))? @@ ?(.*)$/;
/** Longer lines declare nothing; a minified file is one line. */
const MAX_LINE = 400;

interface Draft {
  readonly context: string;
  readonly removed: HunkLine[];
  readonly added: HunkLine[];
  oldLine: number;
  newLine: number;
}

/** Line ends of Windows are no part of a line. */
export function parseHunks(text: string): readonly Hunk[] {
  const hunks: Draft[] = [];
  for (const whole of text.split('\n')) {
    const line = whole.endsWith('\r') ? whole.slice(0, -1) : whole;
    const head = line.startsWith('@@') ? HEAD.exec(line.slice(0, MAX_LINE)) : null;
    const hunk = hunks.at(-1);
    if (head) hunks.push(draftOf(head));
    else if (hunk !== undefined && line.startsWith('-'))
      hunk.removed.push({ line: hunk.oldLine++, text: line.slice(1, MAX_LINE + 1) });
    else if (hunk !== undefined && line.startsWith('+'))
      hunk.added.push({ line: hunk.newLine++, text: line.slice(1, MAX_LINE + 1) });
  }
  return hunks.map(({ context, removed, added }) => ({ context, removed, added }));
}

function draftOf([, oldStart = '0', , newStart = '0', , context = '']: RegExpExecArray): Draft {
  return { context, removed: [], added: [], oldLine: Number(oldStart), newLine: Number(newStart) };
}
