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

/** The parts between NUL bytes; nothing after the last one. */
export function splitNul(bytes: Buffer): readonly Buffer[] {
  const parts: Buffer[] = [];
  for (let at = 0; at < bytes.length; ) {
    const end = bytes.indexOf(0, at);
    parts.push(bytes.subarray(at, end < 0 ? bytes.length : end));
    at = end < 0 ? bytes.length : end + 1;
  }
  return parts;
}
