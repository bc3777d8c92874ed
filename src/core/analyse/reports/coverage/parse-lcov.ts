import { broken, isLine, type ReadReport } from '../report.ts';
import { type CoverageReport, HitCollector } from './coverage-report.ts';

// SF:src/auth/session.ts
// DA:12,3
// DA:13,0
// end_of_record

/** The format of lcov, which many tools write. */
export function parseLcov(text: string): ReadReport<CoverageReport> {
  const collector = new HitCollector();
  let file: string | undefined;
  let ended = 0;
  for (const raw of text.split('\n')) {
    const line = raw.endsWith('\r') ? raw.slice(0, -1) : raw;
    if (line.startsWith('SF:')) {
      file = line.slice(3);
      collector.file(file);
    } else if (line.startsWith('DA:') && file !== undefined) {
      const [at, hits] = line.slice(3).split(',').map(Number);
      collector.add(file, isLine(at) ? at : undefined, hits);
    } else if (line === 'end_of_record') {
      file = undefined;
      ended++;
    }
  }
  if (ended === 0) return broken('unknown-format');
  const value = { hits: collector.hits, names: 'paths' as const, roots: [] };
  return { ok: true, value, dropped: collector.dropped };
}
