import type { ObjectSight } from '../../app/ports/ref-store.ts';
import type { Oid } from '../../core/model/ids.ts';
import { oidOf } from '../../core/model/ids.ts';
import type { PrivateRepository } from './private-repository.ts';

/** Messages of ours have a few kilobytes; anything longer was not made by us and is not loaded. */
const LARGEST_STATE_OBJECT = 64 * 1024;

/** Reads what refs point to: sizes first, then only the commits that are small. An unreadable repository reads as missing. */
export async function readStateObjects(
  repository: PrivateRepository,
  oids: readonly Oid[],
): Promise<ReadonlyMap<Oid, ObjectSight>> {
  const wanted = [...new Set(oids)];
  if (wanted.length === 0) return new Map();
  const env = { GIT_NO_LAZY_FETCH: '1' }; // in a partial clone a missing object must stay missing
  const input = `${wanted.join('\n')}\n`;
  const checked = await repository.git({ args: ['cat-file', '--batch-check', '--buffer'], input, env });
  const sights = new Map(wanted.map((oid) => [oid, MISSING]));
  const small: Oid[] = [];
  for (const { oid, type, size } of parseBatchCheck(checked.stdout.toString('latin1'))) {
    if (type !== 'commit') sights.set(oid, NOT_A_COMMIT);
    else if (size > LARGEST_STATE_OBJECT) sights.set(oid, TOO_LARGE);
    else small.push(oid);
  }
  if (small.length === 0) return sights;
  const read = await repository.git({
    args: ['cat-file', '--batch', '--buffer'],
    input: `${small.join('\n')}\n`,
    env,
  });
  for (const [oid, bytes] of parseBatch(read.stdout)) sights.set(oid, parseCommit(bytes));
  return sights;
}

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

/** Parses `cat-file --batch`: a line as above, then the bytes and a line feed, for each object. */
function* parseBatch(output: Buffer): Generator<readonly [Oid, Buffer]> {
  for (let at = 0; at < output.length; ) {
    const lineEnd = output.indexOf(0x0a, at);
    if (lineEnd < 0) return;
    const [oid, , size] = output.toString('latin1', at, lineEnd).split(' ');
    const start = lineEnd + 1;
    if (oid && size !== undefined) {
      yield [oidOf(oid), output.subarray(start, start + Number(size))];
      at = start + Number(size) + 1;
    } else at = start; // `<oid> missing`
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
