import { type ClaimRecord, isLive, readRecord } from '../../../src/core/claim/record.ts';
import { LOCKS, lockRef, taskOfRef, taskRef } from '../../../src/core/claim/refs.ts';
import type { Oid, RefName } from '../../../src/core/model/ids.ts';
import type { ObjectPool } from '../object-pool.ts';

/** A state commit as the referee reads it. */
export interface KnownState {
  readonly oid: Oid;
  readonly parent: Oid | null;
  /** The claim, by its first commit. */
  readonly anchor: Oid;
  readonly record: ClaimRecord;
}

/** What the refs of the server really say about claims; nobody in a history ever sees this much at once. */
export class ClaimTruth {
  readonly #objects: ObjectPool;
  readonly #refs: ReadonlyMap<RefName, Oid>;
  readonly #known = new Map<Oid, KnownState | null>();

  constructor(objects: ObjectPool, refs: ReadonlyMap<RefName, Oid>) {
    this.#objects = objects;
    this.#refs = refs;
  }

  state(oid: Oid): KnownState | undefined {
    const cached = this.#known.get(oid);
    if (cached !== undefined) return cached ?? undefined;
    const sight = this.#objects.sight(oid);
    if (sight.kind === 'unreadable') return undefined;
    const read = readRecord(sight.message);
    const state =
      read.kind === 'record'
        ? { oid, parent: sight.parents[0] ?? null, anchor: read.record.anchor ?? oid, record: read.record }
        : null;
    this.#known.set(oid, state);
    return state ?? undefined;
  }

  /** The state that holds the task now, live or ended. */
  tip(anchor: Oid, refs = this.#refs): KnownState | undefined {
    const claimed = this.state(anchor);
    if (!claimed) return undefined;
    const at = refs.get(taskRef(claimed.record.run, claimed.record.task));
    return at === undefined ? undefined : this.state(at);
  }

  isLive(anchor: Oid, refs = this.#refs): boolean {
    const tip = this.tip(anchor, refs);
    return tip?.anchor === anchor && isLive(tip.record);
  }

  /** Live, and every lock that its newest state names points to it. */
  isInForce(anchor: Oid, refs = this.#refs): boolean {
    const tip = this.tip(anchor, refs);
    if (tip?.anchor !== anchor || !isLive(tip.record)) return false;
    return tip.record.locks.every((lock) => refs.get(lockRef(lock)) === anchor);
  }

  /** All locks on the server and the claims they point to. */
  locks(): readonly { readonly ref: RefName; readonly anchor: Oid }[] {
    return [...this.#refs].filter(([ref]) => ref.startsWith(LOCKS)).map(([ref, anchor]) => ({ ref, anchor }));
  }

  /** All claims whose task ref says that they live. */
  liveClaims(): readonly KnownState[] {
    const live: KnownState[] = [];
    for (const [ref, oid] of this.#refs) {
      if (!taskOfRef(ref)) continue;
      const state = this.state(oid);
      if (state && isLive(state.record)) live.push(state);
    }
    return live;
  }
}
