/**
 * Cuts a stream of bytes into records, each ended by the next of `separators`, round and round (only NUL for `-z`
 * output). `push` may be called with any pieces; what stands after the last separator is no record.
 */
export function recordSplitter(
  onRecord: (record: Buffer) => void,
  separators: readonly number[] = [0],
): { push(chunk: Buffer): void } {
  let rest: Buffer[] = [];
  let count = 0;
  const separator = (): number => separators[count % separators.length] ?? 0;
  return {
    push(chunk) {
      let from = 0;
      for (let at = chunk.indexOf(separator()); at >= 0; at = chunk.indexOf(separator(), from)) {
        const piece = chunk.subarray(from, at);
        count++;
        onRecord(rest.length > 0 ? Buffer.concat([...rest, piece]) : piece);
        rest = [];
        from = at + 1;
      }
      if (from < chunk.length) rest.push(chunk.subarray(from));
    },
  };
}
