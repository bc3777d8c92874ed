// `Please try again in 11.054s`, `try again in 2 hours 13 minutes`, `"retryDelay":"34s"`, `retry after 30 seconds`,
// `Retry-After: 30`
const ASKED =
  /(?:(?:try|available) again in|retry(?:ing)?(?:[ -]?(?:in|after|delay))?|wait(?: for)?|resets? in)["':\s]{0,4}((?:\d+(?:\.\d+)?\s?(?:milliseconds?|ms|seconds?|secs?|s|minutes?|mins?|m|hours?|hrs?|h|days?|d)?\b[\s,]{0,2}(?:and )?)+)/i;
const PART = /(\d+(?:\.\d+)?)\s?([a-z]*)/gi;

/** How long a text asks to wait, in milliseconds; a number alone counts seconds. */
export function readWait(text: string): number | undefined {
  const asked = ASKED.exec(text)?.[1];
  if (asked === undefined) return undefined;
  const parts = [...asked.matchAll(PART)].map(([, amount, unit = '']) => Number(amount) * msOf(unit));
  const ms = Math.ceil(parts.reduce((sum, part) => sum + part, 0));
  return Number.isFinite(ms) && ms > 0 ? ms : undefined;
}

function msOf(unit: string): number {
  const word = unit.toLowerCase();
  if (word.startsWith('ms') || word.startsWith('milli')) return 1;
  if (word.startsWith('m')) return 60_000;
  if (word.startsWith('h')) return 3_600_000;
  return word.startsWith('d') ? 86_400_000 : 1_000;
}
