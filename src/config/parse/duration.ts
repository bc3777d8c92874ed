const MINUTES_OF: Readonly<Record<string, number>> = { s: 1 / 60, m: 1, min: 1, h: 60, d: 1440 };

/** Minutes of `90s`, `30m`, `2h`, `1d` or a number of minutes; undefined where it is none of these. */
export function parseMinutes(input: string | number): number | undefined {
  if (typeof input === 'number') return Number.isFinite(input) ? input : undefined;
  const [, amount, unit] = /^(\d+(?:\.\d+)?) ?(s|m|min|h|d)?$/.exec(input) ?? [];
  if (amount === undefined) return undefined;
  return Number(amount) * (MINUTES_OF[unit ?? 'm'] ?? 1);
}
