/**
 * Cuts a stream of bytes into the records that `separator` ends (NUL for `-z` output). `push` may be called with any
 * pieces; `end` hands over what stands after the last separator, if anything.
 */
export function recordSplitter(
  onRecord: (record: Buffer) => void,
  separator = 0,
): { push(chunk: Buffer): void; end(): void } {
  let rest: Buffer[] = [];
  return {
    push(chunk) {
      let from = 0;
      for (let at = chunk.indexOf(separator); at >= 0; at = chunk.indexOf(separator, from)) {
        const piece = chunk.subarray(from, at);
        onRecord(rest.length > 0 ? Buffer.concat([...rest, piece]) : piece);
        rest = [];
        from = at + 1;
      }
      if (from < chunk.length) rest.push(chunk.subarray(from));
    },
    end() {
      if (rest.length > 0) onRecord(Buffer.concat(rest));
      rest = [];
    },
  };
}
