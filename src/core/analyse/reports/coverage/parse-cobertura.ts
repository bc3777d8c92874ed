import type { WallTime } from '../../../model/time.ts';
import { broken, type ReadReport, wholeNumber } from '../report.ts';
import { walkXml } from '../walk-xml.ts';
import { type CoverageReport, HitCollector } from './coverage-report.ts';

// <coverage timestamp="1700000000000"><sources><source>/w/shop</source></sources>
//   <packages><package><classes><class filename="src/a.py"><lines><line number="3" hits="0"/></lines></class>…

/** Cobertura's format, as coverage.py, istanbul, gcovr, coverlet, PHPUnit and others write it. */
export function parseCobertura(text: string): ReadReport<CoverageReport> {
  const collector = new HitCollector();
  const roots: string[] = [];
  let file: string | undefined;
  let source: string | undefined;
  let isCobertura = false;
  let writtenAt: WallTime | undefined;
  const trouble = walkXml(text, {
    open: (name, attributes, depth) => {
      if (depth === 1) {
        if (name !== 'coverage') return 'unknown-format';
        writtenAt = timeOf(attributes['timestamp']);
      } else if (name === 'packages' || name === 'sources') isCobertura = true;
      else if (name === 'source') source = '';
      else if (name === 'class') {
        file = attributes['filename'];
        if (file !== undefined) collector.file(file);
      } else if (name === 'line' && file !== undefined)
        collector.add(file, wholeNumber(attributes['number']), wholeNumber(attributes['hits']));
      return undefined;
    },
    text: (piece) => {
      if (source !== undefined) source += piece;
    },
    close: (name) => {
      if (name === 'class') file = undefined;
      if (name === 'source' && source?.trim()) roots.push(source.trim());
      if (name === 'source') source = undefined;
    },
  });
  if (trouble !== undefined) return { ok: false, trouble };
  // Clover's root has the same name
  if (!isCobertura) return broken('unknown-format');
  const value = { hits: collector.hits, names: 'paths' as const, roots };
  return {
    ok: true,
    value: writtenAt === undefined ? value : { ...value, writtenAt },
    dropped: collector.dropped,
  };
}

const YEAR_2000_S = 946_684_800;

/** Milliseconds; some write seconds. */
function timeOf(text: string | undefined): WallTime | undefined {
  const number = Number(text);
  if (!(number > YEAR_2000_S)) return undefined;
  return Math.floor(number > YEAR_2000_S * 100 ? number : number * 1000) as WallTime;
}
