import { parseSarif } from '../findings/parse-sarif.ts';
import { isTable, parseJson } from '../parse-json.ts';
import { broken, type ReadReport } from '../report.ts';
import { advisoriesOfSarif } from './advisories-of-sarif.ts';
import type { AdvisoryReport } from './advisory-report.ts';
import { parseCargoAudit } from './parse-cargo-audit.ts';
import { parseNpmAudit } from './parse-npm-audit.ts';
import { parseOsv } from './parse-osv.ts';
import { parsePipAudit } from './parse-pip-audit.ts';

/** A report of an audit of any format that we know: told by what is in it, not by its name. */
export function parseAdvisories(text: string): ReadReport<AdvisoryReport> {
  const json = parseJson(text);
  if (!json.ok) return json;
  const { value } = json;
  if (Array.isArray(value)) return parsePipAudit(value);
  if (!isTable(value)) return broken('unknown-format');
  if ('runs' in value) return fromSarif(value);
  if ('dependencies' in value && Array.isArray(value['dependencies'])) return parsePipAudit(value);
  if ('results' in value) return parseOsv(value);
  const cargo = parseCargoAudit(value);
  return cargo.ok ? cargo : parseNpmAudit(value);
}

function fromSarif(json: unknown): ReadReport<AdvisoryReport> {
  const report = parseSarif(json);
  if (!report.ok) return report;
  const { writtenAt } = report.value;
  const value = {
    advisories: advisoriesOfSarif(report.value),
    ...(writtenAt === undefined ? {} : { writtenAt }),
  };
  return { ok: true, value, dropped: report.dropped };
}
