import type { Oid, RefName } from '../model/ids.ts';
import { refName } from '../model/ids.ts';
import { InternalError } from '../model/unreachable.ts';
import type { RefTransaction, StateObject } from './ref-transaction.ts';
import { TASKS } from './refs.ts';

/**
 * Holds what every transaction of the protocol keeps (docs/protocol.md, "One write"): no ref stands in it twice, no ref
 * of it is a directory of another, which also says that the locks of a claim exclude each other nowhere; and each state
 * commit descends from the value that it replaces. What does not hold is a bug of ours, and is not sent.
 */
export function assertTransaction({ updates, objects }: RefTransaction): void {
  const refs = updates.map(({ ref }) => ref).sort();
  refs.forEach((ref, at) => {
    if (refs[at - 1] === ref) throw new InternalError(`${ref} stands twice in one transaction`);
  });
  const above = directoryIn(refs);
  if (above !== undefined)
    throw new InternalError(`${above} is a directory of another ref in one transaction`);
  const states = new Map(objects.map((object) => [object.oid, object]));
  for (const { ref, expect, to } of updates) {
    const state = to === null || !ref.startsWith(TASKS) ? undefined : states.get(to);
    if (state !== undefined && !descends(states, state, expect))
      throw new InternalError(`the new state of ${ref} does not descend from the one that it replaces`);
  }
}

/** By one step, or by further states that are sent along: a claim that ends, and the one that follows it at once. */
function descends(states: ReadonlyMap<Oid, StateObject>, state: StateObject, expect: Oid | null): boolean {
  const parent = parentOf(state);
  if (parent === expect) return true;
  const between = parent === null ? undefined : states.get(parent);
  return between !== undefined && descends(states, between, expect);
}

/** A ref that another one of them lies below. */
function directoryIn(refs: readonly RefName[]): RefName | undefined {
  const all = new Set<string>(refs);
  for (const ref of refs) {
    for (let end = ref.lastIndexOf('/'); end > 0; end = ref.lastIndexOf('/', end - 1)) {
      const above = ref.slice(0, end);
      if (all.has(above)) return refName(above);
    }
  }
  return undefined;
}

function parentOf({ bytes }: StateObject): Oid | null {
  const text = new TextDecoder().decode(bytes.subarray(0, 256));
  return (/^tree [0-9a-f]+\nparent ([0-9a-f]+)\n/.exec(text)?.[1] as Oid | undefined) ?? null;
}
