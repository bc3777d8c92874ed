import { broken, isLine, type ReadReport } from '../report.ts';
import { type CoverageReport, HitCollector } from './coverage-report.ts';

// mode: set
// github.com/acme/shop/price.go:7.32,9.2 1 0        from line 7 to line 9, one statement, never run
const BLOCK = /^(.+):(\d{1,9})\.\d{1,9},(\d{1,9})\.\d{1,9} \d{1,9} (\d{1,15})$/;
const MAX_LINE = 5000;
/** No block of a file that a person wrote is longer. */
const MAX_BLOCK = 100_000;

/** A profile of `go test -coverprofile`; its names are import paths. */
export function parseGoProfile(text: string): ReadReport<CoverageReport> {
  const lines = text.split('\n');
  if (!/^mode: (set|count|atomic)\s*$/.test(lines[0] ?? '')) return broken('unknown-format');
  const collector = new HitCollector();
  let dropped = 0;
  for (const raw of lines) {
    const line = raw.trimEnd();
    if (line === '' || line.startsWith('mode: ')) continue; // profiles are joined with `cat`
    const [, name = '', first, last, count] = line.length > MAX_LINE ? [] : (BLOCK.exec(line) ?? []);
    const from = Number(first);
    const to = Number(last);
    if (!isLine(from) || !isLine(to) || to < from || to - from > MAX_BLOCK) {
      dropped++;
      continue;
    }
    for (let at = from; at <= to; at++) collector.add(name, at, Number(count));
  }
  const value = { hits: collector.hits, names: 'imports' as const, roots: [] };
  return { ok: true, value, dropped };
}
