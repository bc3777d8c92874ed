import type { ObjectSight } from '../../core/claim/ref-transaction.ts';
import type { Oid, RefName } from '../../core/model/ids.ts';
import { pathFromBytes } from '../path-bytes.ts';
import { recordSplitter } from '../split-records.ts';

// Sample of `for-each-ref --format=%(refname)%00%(objectname)%00%(objecttype)%00%(parent)%00%(contents)%00`, NUL written
// as ␀; each record but the first begins with the line feed that ends the one before:
//   refs/seen/agentic/locks/a.txt/=␀95d09f2b…␀commit␀8e7c446e…␀{"agent":"ana",…}⏎␀⏎refs/seen/…

const FIELDS = 5;
/** Messages of ours have a few kilobytes; anything longer was not made by us. */
const LONGEST_MESSAGE = 64 * 1024;

/** Refs with what they point to. Names and messages are bytes that anybody who can push has chosen. */
export function parseSeenRefs(output: Buffer): {
  readonly refs: ReadonlyMap<RefName, Oid>;
  readonly objects: ReadonlyMap<Oid, ObjectSight>;
} {
  const refs = new Map<RefName, Oid>();
  const objects = new Map<Oid, ObjectSight>();
  let fields: Buffer[] = [];
  const splitter = recordSplitter((field) => {
    fields.push(field);
    if (fields.length < FIELDS) return;
    const [name, oid, type, parents, message] = fields;
    fields = [];
    if (name === undefined || oid === undefined || message === undefined) return;
    const value = oid.toString('latin1') as Oid;
    refs.set(pathFromBytes(name).replace(/^\n/, '') as string as RefName, value);
    objects.set(value, sightOf({ type: String(type), parents: String(parents), message }));
  });
  splitter.push(output);
  return { refs, objects };
}

function sightOf(of: {
  readonly type: string;
  readonly parents: string;
  readonly message: Buffer;
}): ObjectSight {
  if (of.type !== 'commit') return { kind: 'unreadable', why: 'not-a-commit' };
  if (of.message.length > LONGEST_MESSAGE) return { kind: 'unreadable', why: 'too-large' };
  const parents = of.parents.split(' ').filter((oid) => oid !== '');
  return { kind: 'commit', parents: parents as Oid[], message: of.message.toString('utf8') };
}
