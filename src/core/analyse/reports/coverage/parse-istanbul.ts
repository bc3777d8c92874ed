import { isTable } from '../parse-json.ts';
import { broken, isLine, type ReadReport } from '../report.ts';
import { type CoverageReport, HitCollector } from './coverage-report.ts';

// {"/w/src/a.ts": {"path": "/w/src/a.ts", "statementMap": {"0": {"start": {"line": 1, …}, …}}, "s": {"0": 3}, …}}

/** What nyc, jest and vitest write as `coverage-final.json`: a line ran as often as the statement that starts on it. */
export function parseIstanbul(json: unknown): ReadReport<CoverageReport> {
  if (!isTable(json)) return broken('unknown-format');
  const collector = new HitCollector();
  for (const [name, entry] of Object.entries(json)) {
    if (!isTable(entry) || !isTable(entry['statementMap']) || !isTable(entry['s']))
      return broken('unknown-format');
    const path = typeof entry['path'] === 'string' ? entry['path'] : name;
    collector.file(path);
    collectLines(collector, path, { statements: entry['statementMap'], counts: entry['s'] });
  }
  const value = { hits: collector.hits, names: 'paths' as const, roots: [] };
  return { ok: true, value, dropped: collector.dropped };
}

function collectLines(
  collector: HitCollector,
  path: string,
  entry: {
    readonly statements: Readonly<Record<string, unknown>>;
    readonly counts: Readonly<Record<string, unknown>>;
  },
): void {
  for (const [id, statement] of Object.entries(entry.statements)) {
    const start = isTable(statement) ? statement['start'] : undefined;
    const line = isTable(start) ? start['line'] : undefined;
    const count = Object.hasOwn(entry.counts, id) ? entry.counts[id] : undefined;
    collector.add(path, isLine(line) ? line : undefined, typeof count === 'number' ? count : undefined);
  }
}
