import { isPlainAscii } from '../core/model/plain-ascii.ts';
// Columns for terminals of fixed-width letters. Colour is put on after the widths are right: it has none.

/** What a terminal may be asked to do with a text; without colour, each gives the text back. */
export interface Paint {
  readonly strong: (text: string) => string;
  readonly dim: (text: string) => string;
  readonly bad: (text: string) => string;
  readonly busy: (text: string) => string;
}

const PLAIN: Paint = { strong: same, dim: same, bad: same, busy: same };

function same(text: string): string {
  return text;
}

const style =
  (on: number, off: number) =>
  (text: string): string =>
    text === '' ? '' : `\x1b[${on}m${text}\x1b[${off}m`;

export const paintFor = (colour: boolean): Paint =>
  colour ? { strong: style(1, 22), dim: style(2, 22), bad: style(31, 39), busy: style(33, 39) } : PLAIN;

/** East Asian wide letters and emoji take two columns; marks that sit on a letter take none. */
const WIDE =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\u33ff\u3400-\u4dbf\u4e00-\u9fff\ua000-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\uffe0-\uffe6]|\p{Emoji_Presentation}/u;

export function widthOf(text: string): number {
  if (isPlainAscii(text)) return text.length;
  let width = 0;
  for (const char of text) width += /\p{Mn}/u.test(char) ? 0 : WIDE.test(char) ? 2 : 1;
  return width;
}

/** Exactly so many columns: filled with spaces, or cut with `…`. */
export function column(text: string, width: number): string {
  const own = widthOf(text);
  return own <= width ? text + ' '.repeat(width - own) : cut(text, width);
}

/** At most so many columns. */
export function cut(text: string, width: number): string {
  if (widthOf(text) <= width) return text;
  let kept = '';
  let used = 0;
  for (const char of text) {
    const own = widthOf(char);
    if (used + own > width - 1) break;
    kept += char;
    used += own;
  }
  return `${kept}…${' '.repeat(Math.max(0, width - used - 1))}`;
}

const WIDEST = 100;

/** One text at the left margin and one at the right; where both do not fit, the right one follows. */
export function ends(left: string, right: string, width: number): string {
  // Without an end of the line the right margin is where a terminal has it.
  const space = Math.min(width, WIDEST) - widthOf(left) - widthOf(right);
  return right === '' ? left : `${left}${' '.repeat(Math.max(3, space))}${right}`;
}

/** Long texts in lines of whole words; a word that is longer than a line is not broken. */
export function wrap(text: string, width: number): readonly string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const last = lines.at(-1);
    if (last === undefined || widthOf(last) + 1 + widthOf(word) > width) lines.push(word);
    else lines[lines.length - 1] = `${last} ${word}`;
  }
  return lines;
}
