import type { Instant, WallTime } from '../model/time.ts';

/** An instant that can be compared later, by other processes too: monotonic times of another boot cannot. */
export interface BootInstant extends Instant {
  readonly boot: string;
}

/**
 * Whether a holder must stop believing in its own lease, counted since before its first sending. Over when either clock
 * says so: a suspended machine's monotonic clock stands still, and a wall clock may be set back. Over is final.
 */
export function isLeaseOver(from: BootInstant, leaseS: number, now: BootInstant): boolean {
  if (from.boot !== now.boot) return true;
  const lease = leaseS * 1000;
  return now.monotonic - from.monotonic >= lease || now.wall - from.wall >= lease;
}

/** A renewal is due at a third of the lease. */
export const isRenewalDue = (from: BootInstant, leaseS: number, now: BootInstant): boolean =>
  isLeaseOver(from, leaseS / 3, now);

/** Milliseconds until a renewal is due, by the monotonic clock: how long to sleep. */
export const untilRenewalMs = (from: Instant, leaseS: number, now: Instant): number =>
  Math.max(0, (leaseS * 1000) / 3 - (now.monotonic - from.monotonic));

/** Milliseconds until less than a third of the lease is left, by the monotonic clock. */
export const untilNearlyOverMs = (from: Instant, leaseS: number, now: Instant): number =>
  Math.max(0, (leaseS * 1000 * 2) / 3 - (now.monotonic - from.monotonic));

/** Less than a third of the lease is left: what takes time renews first, since a slow push loses against an eviction. */
export const isNearlyOver = (from: BootInstant, leaseS: number, now: BootInstant): boolean =>
  isLeaseOver(from, (leaseS * 2) / 3, now);

/** Since when this observer has seen a ref at one value, without a change. */
export interface Sighting extends BootInstant {
  readonly value: string;
}

// What an observer waits beyond the lease before it tries: two monotonic clocks drift, and a push takes time to arrive.
const allowance = (leaseMs: number): number => Math.max(1000, leaseMs / 50);

/** By its own time alone a state is old only when no pair of clocks, each wrong by up to a day, could excuse it. */
export const CLOCKS_WRONG_MS = 48 * 3600 * 1000;

/**
 * Whether an observer may try to evict: it has itself seen the value unchanged for the lease (by its monotonic clock
 * alone, which never runs ahead), or the commit is older by its own time than any clock error excuses.
 */
export function isExpired(ask: {
  readonly sighting: Sighting | undefined;
  readonly value: string;
  readonly at: WallTime;
  readonly leaseS: number;
  readonly now: BootInstant;
}): boolean {
  const lease = ask.leaseS * 1000;
  if (ask.now.wall - ask.at > lease + CLOCKS_WRONG_MS) return true;
  const seen = ask.sighting;
  if (!seen || seen.value !== ask.value || seen.boot !== ask.now.boot) return false;
  return ask.now.monotonic - seen.monotonic >= lease + allowance(lease);
}
