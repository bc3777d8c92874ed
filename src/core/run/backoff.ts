/** Exponential backoff with full jitter: anything from 0 up to a bound that doubles with each try, so that nobody retries in step. */
export function backoffMs(ask: {
  readonly tries: number;
  readonly chance: number;
  readonly firstMs: number;
  readonly mostMs: number;
}): number {
  const bound = Math.min(ask.mostMs, ask.firstMs * 2 ** Math.min(Math.max(ask.tries - 1, 0), 30));
  return Math.round(ask.chance * bound);
}

/** How long to wait until the world may have changed: at least half of the bound, since what passes takes its time. */
export const setbackMs = (ask: Parameters<typeof backoffMs>[0]): number =>
  backoffMs({ ...ask, chance: 0.5 + ask.chance / 2 });
