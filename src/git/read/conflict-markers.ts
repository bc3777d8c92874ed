/** Where conflict markers stand in a merged file: 1-based, inclusive ranges, markers included. */
export function findConflictLines(merged: Buffer): readonly (readonly [first: number, last: number])[] {
  const ranges: [number, number][] = [];
  let first: number | undefined;
  let line = 1;
  for (const { text } of linesOf(merged)) {
    if (text.startsWith('<<<<<<< ') && first === undefined) first = line;
    else if (text.startsWith('>>>>>>> ') && first !== undefined) {
      ranges.push([first, line]);
      first = undefined;
    }
    line++;
  }
  return ranges;
}

/** The merged file as it is when each conflict in it is resolved in favour of the second side. */
export function takeSecondSide(merged: Buffer): Buffer {
  const kept: Buffer[] = [];
  let side: 'none' | 'first' | 'second' = 'none';
  for (const { text, from, to } of linesOf(merged)) {
    if (side === 'none' && text.startsWith('<<<<<<< ')) side = 'first';
    else if (side === 'first' && text === '=======') side = 'second';
    else if (side === 'second' && text.startsWith('>>>>>>> ')) side = 'none';
    else if (side !== 'first') kept.push(merged.subarray(from, to));
  }
  return Buffer.concat(kept);
}

/** Each line by the first eight of its bytes, which a marker shows itself in, and where it stands. */
function* linesOf(
  bytes: Buffer,
): Generator<{ readonly text: string; readonly from: number; readonly to: number }> {
  for (let from = 0; from < bytes.length; ) {
    const end = bytes.indexOf(10, from);
    const to = end < 0 ? bytes.length : end + 1;
    yield { text: bytes.toString('latin1', from, Math.min(from + 8, end < 0 ? to : end)), from, to };
    from = to;
  }
}
