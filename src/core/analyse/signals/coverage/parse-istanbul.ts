import type { LineHits } from './line-hits.ts';

// {"/w/src/a.ts": {"path": "/w/src/a.ts", "statementMap": {"0": {"start": {"line": 1, …}, …}}, "s": {"0": 3}, …}}

/** Hits by file and line: a line ran as often as the statement that starts on it. Undefined: no Istanbul report. */
export function parseIstanbul(text: string): LineHits | undefined {
  const report = parseObject(text);
  if (report === undefined) return undefined;
  const files = new Map<string, ReadonlyMap<number, number>>();
  for (const [name, entry] of Object.entries(report)) {
    if (!isObject(entry) || !isObject(entry['statementMap']) || !isObject(entry['s'])) return undefined;
    const path = typeof entry['path'] === 'string' ? entry['path'] : name;
    files.set(path, linesOf(entry['statementMap'], entry['s']));
  }
  return files;
}

function linesOf(
  statements: Readonly<Record<string, unknown>>,
  counts: Readonly<Record<string, unknown>>,
): ReadonlyMap<number, number> {
  const lines = new Map<number, number>();
  for (const [id, statement] of Object.entries(statements)) {
    const start = isObject(statement) ? statement['start'] : undefined;
    const line = isObject(start) ? start['line'] : undefined;
    const count = Object.hasOwn(counts, id) ? counts[id] : undefined;
    if (typeof line !== 'number' || !Number.isSafeInteger(line) || line < 1) continue;
    if (typeof count === 'number') lines.set(line, Math.max(lines.get(line) ?? 0, count));
  }
  return lines;
}

function parseObject(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : undefined;
  } catch {
    return undefined; // the caller reports a report that cannot be read
  }
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
