import type { WallTime } from '../../../model/time.ts';
import { type ReadReport, wholeNumber } from '../report.ts';
import { walkXml } from '../walk-xml.ts';
import { type CoverageReport, HitCollector } from './coverage-report.ts';

// <report name="shop"><sessioninfo id="…" start="1700000000000" dump="1700000001000"/>
//   <package name="com/acme/shop"><sourcefile name="Price.java"><line nr="7" mi="0" ci="3" mb="0" cb="0"/></sourcefile>…

/** JaCoCo's format. A name is package and file: where their source folder is, no report says. */
export function parseJacoco(text: string): ReadReport<CoverageReport> {
  const collector = new HitCollector();
  let folder = '';
  let file: string | undefined;
  let written = 0;
  const trouble = walkXml(text, {
    open: (name, attributes, depth) => {
      if (depth === 1) return name === 'report' ? undefined : 'unknown-format';
      if (name === 'sessioninfo') written = Math.max(written, wholeNumber(attributes['dump']) ?? 0);
      else if (name === 'package') folder = attributes['name'] ?? '';
      else if (name === 'sourcefile') {
        const own = attributes['name'] ?? '';
        file = folder === '' ? own : `${folder}/${own}`;
        collector.file(file);
      } else if (name === 'line' && file !== undefined)
        collector.add(file, wholeNumber(attributes['nr']), wholeNumber(attributes['ci']));
      return undefined;
    },
    close: (name) => {
      if (name === 'sourcefile') file = undefined;
    },
  });
  if (trouble !== undefined) return { ok: false, trouble };
  const value = { hits: collector.hits, names: 'endings' as const, roots: [] };
  return {
    ok: true,
    value: written === 0 ? value : { ...value, writtenAt: written as WallTime },
    dropped: collector.dropped,
  };
}
