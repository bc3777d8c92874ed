import { parseJson } from '../parse-json.ts';
import type { ReadReport } from '../report.ts';
import type { CoverageReport } from './coverage-report.ts';
import { parseCobertura } from './parse-cobertura.ts';
import { parseCoveragePy } from './parse-coverage-py.ts';
import { parseGoProfile } from './parse-go-profile.ts';
import { parseIstanbul } from './parse-istanbul.ts';
import { parseJacoco } from './parse-jacoco.ts';
import { parseLcov } from './parse-lcov.ts';

/** A coverage report of any format that we know: told by what is in it, not by its name. */
export function parseCoverage(text: string): ReadReport<CoverageReport> {
  const start = text
    .slice(0, 5_000)
    .replace(/^\ufeff/, '')
    .trimStart();
  if (start.startsWith('<')) return parseXml(text, start);
  if (start.startsWith('{')) return parseJsonCoverage(text);
  if (start.startsWith('mode: ')) return parseGoProfile(text);
  return parseLcov(text);
}

function parseXml(text: string, start: string): ReadReport<CoverageReport> {
  // the first tag that is no declaration, comment or doctype
  const root = /<([A-Za-z][\w:.-]{0,100})/.exec(start.replaceAll(/<!--.*?-->/gs, ''))?.[1];
  return root === 'report' ? parseJacoco(text) : parseCobertura(text);
}

function parseJsonCoverage(text: string): ReadReport<CoverageReport> {
  const json = parseJson(text);
  if (!json.ok) return json;
  const python = parseCoveragePy(json.value);
  return python.ok ? python : parseIstanbul(json.value);
}
