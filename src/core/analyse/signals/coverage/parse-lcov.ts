import type { LineHits } from './line-hits.ts';

// SF:src/auth/session.ts
// DA:12,3
// DA:13,0
// end_of_record

/** Hits by file (as the report names it) and line; undefined where this is no lcov report at all. */
export function parseLcov(text: string): LineHits | undefined {
  const files = new Map<string, Map<number, number>>();
  let lines: Map<number, number> | undefined;
  let ended = 0;
  for (const raw of text.split('\n')) {
    const line = raw.endsWith('\r') ? raw.slice(0, -1) : raw;
    if (line.startsWith('SF:')) {
      const name = line.slice(3);
      lines = files.get(name) ?? new Map();
      files.set(name, lines);
    } else if (line.startsWith('DA:') && lines !== undefined) {
      const [at, hits] = line.slice(3).split(',').map(Number);
      if (isLine(at) && hits !== undefined && hits >= 0) lines.set(at, Math.max(lines.get(at) ?? 0, hits));
    } else if (line === 'end_of_record') {
      lines = undefined;
      ended++;
    }
  }
  return ended === 0 ? undefined : files;
}

const isLine = (value: number | undefined): value is number =>
  value !== undefined && Number.isSafeInteger(value) && value > 0;
