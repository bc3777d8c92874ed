const BY_NUMBER = [95, 80, 50, 20, 5] as const;
const BY_WORD: readonly (readonly [RegExp, number])[] = [
  [/\b(critical|urgent|blocker|highest)\b/i, 95],
  [/\bhigh\b/i, 80],
  [/\b(medium|normal|moderate)\b/i, 50],
  [/\b(lowest|trivial|backlog)\b/i, 5],
  [/\b(low|minor)\b/i, 20],
];

/** `P1 (High - …)`, `critical`, `2` of a scale from 0, the highest, to 4 → 0 to 100; undefined: it says nothing we know. */
export function readPriority(text: string): number | undefined {
  const digit = /^\s*(?:priority\s*[:/-]?\s*)?p?([0-4])\b/i.exec(text)?.[1];
  if (digit !== undefined) return BY_NUMBER[Number(digit)];
  return BY_WORD.find(([word]) => word.test(text))?.[1];
}
