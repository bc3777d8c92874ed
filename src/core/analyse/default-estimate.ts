/** Minutes of an agent for a task of a kind: a fixed part, and one more for every so many changed lines. */
const BY_KIND: Readonly<Record<string, readonly [fixed: number, linesPerMinute: number]>> = {
  'security-audit': [10, 40],
  'dependency-audit': [8, 400],
  'code-review': [8, 50],
  'test-coverage': [8, 25],
  'documentation-update': [8, 200],
};

const OTHER = [12, 40] as const;
/** Whatever the size, an agent is done or lost after this. */
const MOST = 60;

/** Until runs have shown better: whole minutes, at least the fixed part of the kind. */
export function defaultEstimate(kind: string, changedLines: number): number {
  const [fixed, linesPerMinute] = (Object.hasOwn(BY_KIND, kind) ? BY_KIND[kind] : undefined) ?? OTHER;
  return Math.min(MOST, fixed + Math.ceil(changedLines / linesPerMinute));
}
