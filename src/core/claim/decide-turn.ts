import { compareText } from '../model/compare-text.ts';
import { locksOverlap } from '../paths/lock-name.ts';
import type { WaitRecord, WaitSeen } from './wait-record.ts';

// First come, first served among those who wait, without a server and without trusting clocks: Lamport's bakery
// ("A New Solution of Dijkstra's Concurrent Programming Problem", 1974) on refs. It only says who tries next; who may
// have the paths is said by the locks alone.

type Wanting = Pick<WaitRecord, 'locks' | 'run' | 'task'>;

/** Whether two want something that only one can have. */
const wantSame = (one: Wanting, other: Wanting): boolean =>
  (one.run === other.run && one.task === other.task) ||
  one.locks.some((lock) => other.locks.some((wanted) => locksOverlap(lock, wanted)));

/** One more than the highest ticket of those who wait for the same. */
export const nextTicket = (own: Wanting, waits: readonly WaitSeen[]): number =>
  1 + Math.max(0, ...waits.filter(({ record }) => wantSame(own, record)).map(({ record }) => record.ticket));

/** Those who wait for the same and come first, in their order; two who saw the same ticket are ordered by chance. */
export const waitsAhead = (own: WaitRecord, waits: readonly WaitSeen[]): readonly WaitSeen[] =>
  waits
    .filter(({ record }) => record.nonce !== own.nonce && wantSame(own, record) && isBefore(record, own))
    .sort((a, b) => (isBefore(a.record, b.record) ? -1 : 1));

const isBefore = (one: WaitRecord, other: WaitRecord): boolean =>
  one.ticket === other.ticket ? compareText(one.nonce, other.nonce) < 0 : one.ticket < other.ticket;

/**
 * Whether it is one's turn: nobody comes first, or all who do have had their chance and let it pass, one after the other.
 * Times are differences of the observer's own monotonic clock, in milliseconds.
 */
export function isOwnTurn(ask: {
  readonly ahead: readonly WaitSeen[];
  /** For how long the paths have been seen free. */
  readonly freeForMs: number;
  /** For how long a wait has been seen. */
  readonly seenForMs: (wait: WaitSeen) => number;
  /** How long one who waits needs at most to see that the paths are free, and to try. */
  readonly chanceMs: number;
}): boolean {
  const { ahead, freeForMs, seenForMs, chanceMs } = ask;
  return freeForMs >= ahead.length * chanceMs && ahead.every((wait) => seenForMs(wait) >= chanceMs);
}

// Beyond its own time a wait is left some for its last try and for giving its ref back.
const LEEWAY_MS = 5_000;

/** Whether somebody in line must have left it: its own time is over, as seen by the observer's own clock. */
export const isWaitOver = ({ record }: WaitSeen, seenForMs: number): boolean =>
  seenForMs > record.waitS * 1000 + LEEWAY_MS;
