/** One answer of `git cat-file --batch`, or that there is none. */
export type BatchAnswer =
  | { readonly found: true; readonly type: string; readonly content: Buffer }
  | { readonly found: false };

// Sample of `git cat-file --batch` (names asked for hold no line break; the answer to a missing one repeats it):
//   96cc558853a03c5d901661af837fceb7a81f58f6 blob 3␊1␊2␊
//   0000000000000000000000000000000000000000 missing␊

/** The answers in the order of the questions; what is cut off at the end is not found. */
export function parseBatch(output: Buffer, questions: number): readonly BatchAnswer[] {
  const answers: BatchAnswer[] = [];
  for (let at = 0; answers.length < questions; ) {
    const end = output.indexOf(10, at);
    if (end < 0) break;
    const [, type = '', size] = /^[0-9a-f]+ ([a-z]+) (\d+)$/.exec(output.toString('latin1', at, end)) ?? [];
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
