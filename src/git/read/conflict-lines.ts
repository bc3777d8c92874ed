/** Where conflict markers stand in a merged file: 1-based, inclusive ranges, markers included. */
export function findConflictLines(merged: Buffer): readonly (readonly [first: number, last: number])[] {
  const ranges: [number, number][] = [];
  let first: number | undefined;
  let line = 1;
  for (let at = 0; at < merged.length; line++) {
    const end = merged.indexOf(10, at);
    const marker = merged.toString('latin1', at, Math.min(at + 8, end < 0 ? merged.length : end));
    if (marker === '<<<<<<< ' && first === undefined) first = line;
    else if (marker === '>>>>>>> ' && first !== undefined) {
      ranges.push([first, line]);
      first = undefined;
    }
    at = end < 0 ? merged.length : end + 1;
  }
  return ranges;
}
