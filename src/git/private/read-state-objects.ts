import type { ObjectSight } from '../../app/ports/ref-store.ts';
import type { Oid } from '../../core/model/ids.ts';
import { oidOf } from '../../core/model/ids.ts';
import { parseBatch, watchSizes } from '../read/parse-batch.ts';
import type { PrivateRepository } from './private-repository.ts';

/** Messages of ours have a few kilobytes; anything longer was not made by us and is not loaded. */
const LARGEST_STATE_OBJECT = 64 * 1024;

/** Reads what refs point to, as far as it is a commit of that size. An unreadable repository reads as missing. */
export async function readStateObjects(
  repository: PrivateRepository,
  oids: readonly Oid[],
): Promise<ReadonlyMap<Oid, ObjectSight>> {
  const wanted = [...new Set(oids)];
  if (wanted.length === 0) return new Map();
  const { sights, isWhole } = await readUntilTooLarge(repository, wanted);
  const rest = isWhole ? [] : wanted.filter((oid) => !sights.has(oid));
  const checked = await readChecked(repository, rest);
  return new Map(wanted.map((oid) => [oid, sights.get(oid) ?? checked.get(oid) ?? MISSING]));
}

// in a partial clone a missing object must stay missing
const env = { GIT_NO_LAZY_FETCH: '1' };
const BATCH = ['cat-file', '--batch', '--buffer'];

/** Nearly always all are ours, and small: one process, which is ended before it inflates what is not. */
async function readUntilTooLarge(repository: PrivateRepository, oids: readonly Oid[]) {
  const chunks: Buffer[] = [];
  const takes = watchSizes((size) => size <= LARGEST_STATE_OBJECT);
  const { code, cut } = await repository.git({
    args: BATCH,
    input: linesOf(oids),
    env,
    onStdout: (chunk) => {
      const length = takes(chunk);
      chunks.push(chunk.subarray(0, length));
      return length === chunk.length;
    },
  });
  return { sights: sightsOf(Buffer.concat(chunks), oids), isWhole: code === 0 && !cut };
}

/** Sizes first, then only the commits that are small. */
async function readChecked(
  repository: PrivateRepository,
  oids: readonly Oid[],
): Promise<ReadonlyMap<Oid, ObjectSight>> {
  const sights = new Map<Oid, ObjectSight>();
  if (oids.length === 0) return sights;
  const input = linesOf(oids);
  const checked = await repository.git({ args: ['cat-file', '--batch-check', '--buffer'], input, env });
  const small: Oid[] = [];
  for (const { oid, type, size } of parseBatchCheck(checked.stdout.toString('latin1'))) {
    if (type !== 'commit') sights.set(oid, NOT_A_COMMIT);
    else if (size > LARGEST_STATE_OBJECT) sights.set(oid, TOO_LARGE);
    else small.push(oid);
  }
  if (small.length === 0) return sights;
  const read = await repository.git({ args: BATCH, input: linesOf(small), env });
  return new Map([...sights, ...sightsOf(read.stdout, small)]);
}

const linesOf = (oids: readonly Oid[]): string => `${oids.join('\n')}\n`;

const sightsOf = (output: Buffer, oids: readonly Oid[]): ReadonlyMap<Oid, ObjectSight> =>
  new Map(
    parseBatch(output, oids.length).flatMap((answer, at): [Oid, ObjectSight][] => {
      const oid = oids[at];
      if (oid === undefined || !answer.found) return [];
      return [[oid, answer.type === 'commit' ? parseCommit(answer.content) : NOT_A_COMMIT]];
    }),
  );

const MISSING: ObjectSight = { kind: 'unreadable', why: 'missing' };
const NOT_A_COMMIT: ObjectSight = { kind: 'unreadable', why: 'not-a-commit' };
const TOO_LARGE: ObjectSight = { kind: 'unreadable', why: 'too-large' };

// Sample of `cat-file --batch-check`:
//   95d09f2b10159347eece71399a7e2e907ea3df4f commit 231
//   0000000000000000000000000000000000000001 missing

function* parseBatchCheck(output: string): Generator<{ oid: Oid; type: string; size: number }> {
  for (const line of output.split('\n')) {
    const [oid, type, size] = line.split(' ');
    if (oid && type && size !== undefined) yield { oid: oidOf(oid), type, size: Number(size) };
  }
}

/** Headers, an empty line, the message. Of the headers only the parents count, wherever a signature puts more lines. */
function parseCommit(bytes: Buffer): ObjectSight {
  const text = bytes.toString('utf8');
  const end = text.indexOf('\n\n');
  const head = end < 0 ? text : text.slice(0, end);
  const parents = [...head.matchAll(/^parent ([0-9a-f]{40,64})$/gm)].map(([, parent = '']) => oidOf(parent));
  return { kind: 'commit', parents, message: end < 0 ? '' : text.slice(end + 2) };
}
