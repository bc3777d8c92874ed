import { createHash } from 'node:crypto';
import type { Oid } from '../model/ids.ts';
import { oidOf } from '../model/ids.ts';
import type { WallTime } from '../model/time.ts';
import { type ClaimRecord, writeRecord } from './record.ts';
import type { StateObject } from './ref-transaction.ts';
import { EMPTY_TREE } from './refs.ts';

export type ObjectFormat = 'sha1' | 'sha256';

/** A commit of ours with the name that its bytes give it. Made here, not by git, so that deciding needs no disk. */
export interface StateCommit extends StateObject {
  readonly record: ClaimRecord;
}

/** Empty tree, the value it replaces as its parent, the record as its message. */
export const stateCommit = (record: ClaimRecord, parent: Oid | null, format: ObjectFormat): StateCommit => ({
  ...commitObject({ message: writeRecord(record), at: record.at, parent, format }),
  record,
});

/** A commit with the empty tree, in git's format. */
export function commitObject(ask: {
  readonly message: string;
  readonly at: WallTime;
  readonly parent: Oid | null;
  readonly format: ObjectFormat;
}): StateObject {
  const { message, at, parent, format } = ask;
  const seconds = Math.max(0, Math.floor(at / 1000));
  const who = `agentic-plan <agentic-plan@localhost> ${seconds} +0000`;
  const head = `tree ${EMPTY_TREE[format]}\n${parent ? `parent ${parent}\n` : ''}author ${who}\ncommitter ${who}\n\n`;
  const bytes = new TextEncoder().encode(head + message);
  return { oid: commitName(bytes, format), bytes };
}

/** The object id that git gives an object of these bytes. */
export const objectName = (type: 'commit' | 'blob', bytes: Uint8Array, format: ObjectFormat): Oid =>
  oidOf(createHash(format).update(`${type} ${bytes.length}\0`).update(bytes).digest('hex'));

/** The object id that git gives a commit of these bytes. */
export const commitName = (bytes: Uint8Array, format: ObjectFormat): Oid =>
  objectName('commit', bytes, format);
