import type { LockName, Oid } from '../../../src/core/model/ids.ts';
import { overlap } from '../path-mutex-model.ts';

/** That an actor takes itself for the holder, as its own use-case told it. */
export interface Belief {
  readonly actor: string;
  readonly anchor: Oid;
  readonly locks: readonly LockName[];
  readonly leaseS: number;
  /** By the actor's own clocks, as the protocol judges them. */
  isOver(): boolean;
}

// Clocks are read in whole milliseconds, and a step may lie between a move and the next question.
const ROUNDING_MS = 1000;

/** Who takes itself for a holder. */
export class Beliefs {
  readonly #held = new Set<Belief>();

  add(belief: Belief): () => void {
    this.#held.add(belief);
    return () => this.#held.delete(belief);
  }

  /** A dead actor believes nothing. */
  forget(actor: string): void {
    for (const belief of this.#held) if (belief.actor === actor) this.#held.delete(belief);
  }

  of(anchor: Oid): readonly Belief[] {
    return [...this.#held].filter((belief) => belief.anchor === anchor && !belief.isOver());
  }

  /** Over is final, also where a clock is then set back: the use case has seen it and gives the claim up. */
  dropOver(): void {
    for (const belief of this.#held) if (belief.isOver()) this.#held.delete(belief);
  }

  /** Rule 1: no two that take themselves for holders overlap. The first pair that does. */
  findOverlap(isEnded: (anchor: Oid) => boolean): string | undefined {
    const holding = [...this.#held].filter((belief) => !isEnded(belief.anchor));
    for (const [at, one] of holding.entries())
      for (const other of holding.slice(at + 1)) {
        if (one.anchor === other.anchor) {
          if (one.actor !== other.actor) return `${one.actor} and ${other.actor} both believe in one claim`;
          continue;
        }
        const pair = one.locks.flatMap((a) => other.locks.filter((b) => overlap(a, b)).map((b) => [a, b]));
        if (pair[0]) return `${one.actor} holds ${pair[0][0]} while ${other.actor} holds ${pair[0][1]}`;
      }
    return undefined;
  }

  /** Rule 12: whoever's claim was ended notices within its lease, for nothing of it can be renewed any more. */
  findUnnoticed(endedAt: ReadonlyMap<Oid, number>, now: number): string | undefined {
    for (const belief of this.#held) {
      const since = endedAt.get(belief.anchor);
      if (since !== undefined && now - since > belief.leaseS * 1000 + ROUNDING_MS)
        return `${belief.actor} still believes in a claim that was ended ${Math.round((now - since) / 1000)} s ago`;
    }
    return undefined;
  }
}
