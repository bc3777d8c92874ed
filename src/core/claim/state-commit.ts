import { createHash } from 'node:crypto';
import type { Oid } from '../model/ids.ts';
import { type ClaimRecord, writeRecord } from './record.ts';
import { EMPTY_TREE } from './refs.ts';

export type ObjectFormat = 'sha1' | 'sha256';

/** A commit of ours with the name that its bytes give it. Made here, not by git, so that deciding needs no disk. */
export interface StateCommit {
  readonly oid: Oid;
  readonly bytes: Uint8Array;
  readonly record: ClaimRecord;
}

/** Empty tree, the value it replaces as its parent, the record as its message (git's commit format). */
export function stateCommit(record: ClaimRecord, parent: Oid | null, format: ObjectFormat): StateCommit {
  const seconds = Math.max(0, Math.floor(record.at / 1000));
  const who = `agentic-plan <agentic-plan@localhost> ${seconds} +0000`;
  const head = `tree ${EMPTY_TREE[format]}\n${parent ? `parent ${parent}\n` : ''}author ${who}\ncommitter ${who}\n\n`;
  const bytes = new TextEncoder().encode(head + writeRecord(record));
  const named = createHash(format).update(`commit ${bytes.length}\0`).update(bytes).digest('hex');
  return { oid: named as Oid, bytes, record };
}
