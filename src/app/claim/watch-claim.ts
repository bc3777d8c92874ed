import type { Claimant } from './claimant.ts';
import type { KeptClaim } from './keep-renewed.ts';

// Somebody who ends a claim by force waits for nothing: whoever works under it should hear of it soon. Later on a look
// costs the host more than it is worth to be told within seconds.
const SOON_MS = 5_000;
const LATER_MS = 15_000;
const FIRST_LOOKS = 12;

/** Looks now and then whether a claim still stands, and has it renewed where it seems not to: that settles what it is. */
export function watchClaim(claimant: Pick<Claimant, 'store' | 'machine'>, kept: KeptClaim): { stop(): void } {
  const stopping = new AbortController();
  const look = async (): Promise<void> => {
    const { taskRef, tip } = kept.held;
    const listed = await claimant.store.list([taskRef]);
    if (!listed.ok || stopping.signal.aborted || kept.held.tip !== tip) return;
    if (listed.value.get(taskRef) !== tip) await kept.advance();
  };
  const loop = async (): Promise<void> => {
    for (let looks = 0; !stopping.signal.aborted && !kept.lost; looks++) {
      await claimant.machine.sleep(looks < FIRST_LOOKS ? SOON_MS : LATER_MS, stopping.signal);
      if (!stopping.signal.aborted) await look().catch(() => {});
    }
  };
  void loop();
  return { stop: () => stopping.abort() };
}
