/** Something that is shown whole, or cut at whole rows. */
export interface Block {
  readonly head: readonly string[];
  readonly rows: readonly string[];
  readonly tail: readonly string[];
  /** Stands for the rows that had no room. */
  readonly more: (left: number) => string;
  /** At most so much of the whole, so that what follows has room, too; absent: all that is left. */
  readonly share?: number;
}

/** A block without rows, or one of which a part would be none (a picture). */
export const whole = (lines: readonly string[]): Block => ({
  head: lines,
  rows: [],
  tail: [],
  more: () => '',
});

const size = (lines: readonly string[]): number => lines.reduce((sum, line) => sum + line.length + 1, 0);
const LONGEST_MORE = 80;

/**
 * As many rows of each block, in their order, as fit into so many characters; a block whose frame has no room is left
 * out whole. `cut`: something is missing.
 */
export function fitBlocks(
  blocks: readonly Block[],
  most: number,
): { readonly text: string; readonly cut: boolean } {
  let left = most;
  let cut = false;
  const parts: string[] = [];
  for (const { head, rows, tail, more, share = 1 } of blocks) {
    if (head.length + rows.length === 0) continue;
    let room = Math.min(left, most * share) - size(head) - size(tail) - LONGEST_MORE - 1;
    const fitting = rows.findIndex((row) => {
      room -= row.length + 1;
      return room < 0;
    });
    const shown = fitting < 0 ? rows : rows.slice(0, fitting);
    cut ||= fitting >= 0 || room < 0;
    if ((rows.length === 0 && room < 0) || (rows.length > 0 && shown.length === 0)) continue;
    const rest = rows.length - shown.length;
    const part = [...head, ...shown, ...(rest > 0 ? [more(rest)] : []), ...tail].join('\n');
    parts.push(part);
    left -= part.length + 2;
  }
  return { text: parts.join('\n\n'), cut };
}
