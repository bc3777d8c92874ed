import { createHash } from 'node:crypto';
import type { ObjectSight, StateObject } from '../../src/core/claim/ref-transaction.ts';
import type { Oid } from '../../src/core/model/ids.ts';

/** Larger commits are not read, as in the real stores. */
const LARGEST_READ = 64 * 1024;

const TREE_LINE = 'tree '.length;

type Stored = Uint8Array | { readonly type: 'blob' | 'tree' | 'tag'; readonly bytes: Uint8Array };

/** The objects of a simulated world: content-addressed, so one pool serves all its repositories. */
export class ObjectPool {
  readonly #objects = new Map<Oid, Stored>();
  readonly #sights = new Map<Oid, ObjectSight>();

  add(object: StateObject): void {
    this.#objects.set(object.oid, object.bytes);
  }

  /** An object of any kind, as an outsider would push it. */
  plant(type: 'blob' | 'tree' | 'tag' | 'commit', bytes: Uint8Array): Oid {
    const oid = createHash('sha1').update(`${type} ${bytes.length}\0`).update(bytes).digest('hex') as Oid;
    this.#objects.set(oid, type === 'commit' ? bytes : { type, bytes });
    return oid;
  }

  has(oid: Oid): boolean {
    return this.#objects.has(oid);
  }

  /** The tree that a commit names. */
  treeOf(commit: Oid): Oid {
    const stored = this.#objects.get(commit);
    if (!(stored instanceof Uint8Array)) throw new Error(`${commit} is no commit`);
    return new TextDecoder().decode(stored.subarray(TREE_LINE, TREE_LINE + 40)) as Oid;
  }

  /** The tree of a commit, or what is itself one. */
  treeIn(oid: Oid): Oid {
    return this.#objects.has(oid) ? this.treeOf(oid) : oid;
  }

  drop(oid: Oid): void {
    this.#objects.delete(oid);
    this.#sights.delete(oid);
  }

  sight(oid: Oid): ObjectSight {
    const known = this.#sights.get(oid);
    if (known) return known;
    const stored = this.#objects.get(oid);
    if (stored === undefined) return { kind: 'unreadable', why: 'missing' };
    const seen = stored instanceof Uint8Array ? parseCommit(stored) : notACommit;
    this.#sights.set(oid, seen);
    return seen;
  }
}

/** A commit by its text without git's header. */
export function commitObject(text: string): StateObject {
  const bytes = Buffer.from(text);
  const oid = createHash('sha1').update(`commit ${bytes.length}\0`).update(bytes).digest('hex') as Oid;
  return { oid, bytes };
}

const notACommit: ObjectSight = { kind: 'unreadable', why: 'not-a-commit' };

// tree <oid>\nparent <oid>\n…author …\ncommitter …\n\n<message>
function parseCommit(bytes: Uint8Array): ObjectSight {
  if (bytes.length > LARGEST_READ) return { kind: 'unreadable', why: 'too-large' };
  const text = new TextDecoder().decode(bytes);
  const end = text.indexOf('\n\n');
  const parents = text
    .slice(0, end)
    .split('\n')
    .filter((line) => line.startsWith('parent '))
    .map((line) => line.slice('parent '.length) as Oid);
  return { kind: 'commit', parents, message: text.slice(end + 2) };
}
