import type { ChangedLine, FileLines } from '../../model/changed-lines.ts';

/** Lines of code that are new or gone: no comment, import or formatting, and not from elsewhere. */
export const realLines = ({ hunks, generated }: FileLines): readonly ChangedLine[] =>
  generated ? [] : hunks.flatMap(({ lines }) => lines.filter(({ kind, moved }) => kind === 'code' && !moved));

/** The same with what moved. */
export const codeLines = ({ hunks, generated }: FileLines): readonly ChangedLine[] =>
  generated ? [] : hunks.flatMap(({ lines }) => lines.filter(({ kind }) => kind === 'code'));

/** New-side ranges, as `Change.addedLines` has them. */
export function addedRanges({ hunks }: FileLines): readonly (readonly [first: number, last: number])[] {
  const ranges: [number, number][] = [];
  for (const { lines } of hunks)
    for (const { side, line } of lines) {
      const last = ranges.at(-1);
      if (side !== 'added') continue;
      if (last !== undefined && last[1] === line - 1) last[1] = line;
      else ranges.push([line, line]);
    }
  return ranges;
}
