import * as v from 'valibot';
import { broken, isLine, type ReadReport } from '../report.ts';
import { type CoverageReport, HitCollector } from './coverage-report.ts';

// {"meta": {"version": "7.6.1", …}, "files": {"src/a.py": {"executed_lines": [1, 2], "missing_lines": [5], …}}, "totals": {…}}
const reportSchema = v.object({
  meta: v.object({}),
  files: v.record(v.string(), v.unknown()),
});
const fileSchema = v.object({
  executed_lines: v.array(v.unknown()),
  missing_lines: v.array(v.unknown()),
});

/** What `coverage json` writes. */
export function parseCoveragePy(json: unknown): ReadReport<CoverageReport> {
  const report = v.safeParse(reportSchema, json);
  if (!report.success) return broken('unknown-format');
  const collector = new HitCollector();
  let dropped = 0;
  for (const [name, entry] of Object.entries(report.output.files)) {
    const file = v.safeParse(fileSchema, entry);
    if (!file.success) {
      dropped++;
      continue;
    }
    collector.file(name);
    for (const line of file.output.missing_lines) collector.add(name, isLine(line) ? line : undefined, 0);
    for (const line of file.output.executed_lines) collector.add(name, isLine(line) ? line : undefined, 1);
  }
  const value = { hits: collector.hits, names: 'paths' as const, roots: [] };
  return { ok: true, value, dropped: dropped + collector.dropped };
}
