import type { CommitFiles } from '../../app/ports/publishing.ts';
import type { PrivateRepository } from '../private/private-repository.ts';
import { parseBatch, watchSizes } from '../read/parse-batch.ts';

type Wish = Parameters<CommitFiles['readFiles']>[0];

/** Nearly always all are small: one process, which is ended before it inflates what is not; then the others are read without it. */
export async function readFiles(
  repository: PrivateRepository,
  wish: Wish,
): Promise<ReadonlyMap<string, string>> {
  // a question is a line
  const names = wish.names.filter((name) => !name.includes('\n'));
  if (names.length === 0) return new Map();
  const whole = await readAll(repository, { ...wish, names });
  if (whole !== undefined) return whole;
  const small = await findSmall(repository, { ...wish, names });
  return (small.length === 0 ? undefined : await readAll(repository, { ...wish, names: small })) ?? new Map();
}

/** `undefined`: one of them is too large. */
async function readAll(
  repository: PrivateRepository,
  { commit, names, maxBytes }: Wish,
): Promise<ReadonlyMap<string, string> | undefined> {
  const chunks: Buffer[] = [];
  const takes = watchSizes((size) => size <= maxBytes);
  const { cut } = await repository.git({
    args: ['cat-file', '--batch', '--buffer'],
    input: questions(commit, names),
    onStdout: (chunk) => {
      const length = takes(chunk);
      chunks.push(chunk.subarray(0, length));
      return length === chunk.length;
    },
  });
  if (cut) return undefined;
  const answers = parseBatch(Buffer.concat(chunks), names.length);
  return new Map(
    names.flatMap((name, at): [string, string][] => {
      const answer = answers[at];
      return answer?.found && answer.type === 'blob' ? [[name, answer.content.toString('utf8')]] : [];
    }),
  );
}

// 5716… blob 312
async function findSmall(
  repository: PrivateRepository,
  { commit, names, maxBytes }: Wish,
): Promise<readonly string[]> {
  const args = ['cat-file', '--batch-check', '--buffer'];
  const { stdout } = await repository.git({ args, input: questions(commit, names) });
  const lines = stdout.toString('utf8').split('\n');
  return names.filter((_, at) => Number(/^[0-9a-f]+ blob (\d+)$/.exec(lines[at] ?? '')?.[1]) <= maxBytes);
}

const questions = (commit: string, names: readonly string[]): string =>
  names.map((name) => `${commit}:${name}\n`).join('');
