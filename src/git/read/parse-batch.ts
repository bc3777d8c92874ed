/** One answer of `git cat-file --batch`, or that there is none. */
export type BatchAnswer =
  | { readonly found: true; readonly type: string; readonly content: Buffer }
  | { readonly found: false };

// Sample of `git cat-file --batch` (names asked for hold no line break; the answer to a missing one repeats it):
//   96cc558853a03c5d901661af837fceb7a81f58f6 blob 3␊1␊2␊
//   0000000000000000000000000000000000000000 missing␊

const FOUND = /^[0-9a-f]+ ([a-z]+) (\d+)$/;

/** The answers in the order of the questions; what is cut off at the end is not found. */
export function parseBatch(output: Buffer, questions: number): readonly BatchAnswer[] {
  const answers: BatchAnswer[] = [];
  for (let at = 0; answers.length < questions; ) {
    const end = output.indexOf(10, at);
    if (end < 0) break;
    const [, type = '', size] = FOUND.exec(output.toString('latin1', at, end)) ?? [];
    at = end + 1;
    if (size === undefined) {
      answers.push({ found: false });
      continue;
    }
    const content = output.subarray(at, at + Number(size));
    if (content.length < Number(size)) break;
    answers.push({ found: true, type, content });
    at += Number(size) + 1;
  }
  while (answers.length < questions) answers.push({ found: false });
  return answers;
}

/**
 * Takes the same output as it comes, and says how many bytes of each piece are wanted: all of them, up to the first object
 * whose size is not.
 */
export function watchSizes(isWanted: (size: number) => boolean): (chunk: Buffer) => number {
  let toCome = 0;
  let head = '';
  return (chunk) => {
    for (let at = 0; at < chunk.length; ) {
      const passed = Math.min(toCome, chunk.length - at);
      toCome -= passed;
      at += passed;
      const end = chunk.indexOf(10, at);
      head += chunk.toString('latin1', at, end < 0 ? chunk.length : end);
      if (end < 0) return chunk.length;
      const [, , size] = FOUND.exec(head) ?? [];
      if (size !== undefined && !isWanted(Number(size))) return at;
      head = '';
      at = end + 1;
      toCome = size === undefined ? 0 : Number(size) + 1;
    }
    return chunk.length;
  };
}
