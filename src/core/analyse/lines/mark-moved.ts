import type { ChangedLine, FileLines } from '../../model/changed-lines.ts';

/**
 * Marks what stands on the other side of the diff, too, wherever that is. Each line of one side accounts for one of the
 * other: of two new copies of a line that is gone once, the second is new.
 */
export function markMoved(files: readonly FileLines[]): readonly FileLines[] {
  const counts = { removed: countTexts(files, 'removed'), added: countTexts(files, 'added') };
  const takes = (line: ChangedLine): boolean => {
    const others = counts[line.side === 'added' ? 'removed' : 'added'];
    const key = keyOf(line);
    const left = others.get(key) ?? 0;
    if (left > 0) others.set(key, left - 1);
    return left > 0;
  };
  return files.map((file) => ({
    ...file,
    hunks: file.hunks.map((hunk) => ({
      ...hunk,
      lines: hunk.lines.map((line) =>
        line.kind === 'code' && takes(line) ? { ...line, moved: true } : line,
      ),
    })),
  }));
}

function countTexts(files: readonly FileLines[], side: ChangedLine['side']): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { hunks } of files)
    for (const { lines } of hunks)
      for (const line of lines)
        if (line.side === side && line.kind === 'code') {
          const key = keyOf(line);
          counts.set(key, (counts.get(key) ?? 0) + 1);
        }
  return counts;
}

const keyOf = ({ code }: ChangedLine): string => code.replaceAll(/\s+/g, '');
