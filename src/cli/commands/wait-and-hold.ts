import type { ClaimWish } from '../../app/claim/claim-attempt.ts';
import type { ClaimDesk } from '../../app/claim/desk.ts';
import { type HoldOutcome, holdPaths } from '../../app/claim/hold-paths.ts';

/** Tries until the time is up. Waits are jittered, so that no two who wait stay in step. */
export async function waitAndHold(ask: {
  readonly desk: ClaimDesk;
  readonly wish: ClaimWish;
  readonly waitS: number;
  readonly signal: AbortSignal;
}): Promise<HoldOutcome> {
  const { desk, wish, waitS, signal } = ask;
  const end = desk.machine.now().monotonic + waitS * 1000;
  for (;;) {
    const outcome = await holdPaths(desk, wish, signal);
    if (outcome.kind !== 'held' && outcome.kind !== 'task-held') return outcome;
    const left = end - desk.machine.now().monotonic;
    if (left <= 0 || signal.aborted) return outcome;
    const jitter = 500 + (Number.parseInt(desk.machine.randomHex(2), 16) / 0xffff) * 1500;
    await desk.machine.sleep(Math.min(left, jitter), signal);
  }
}
