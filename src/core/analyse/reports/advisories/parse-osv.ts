import * as v from 'valibot';
import type { Ecosystem } from '../../../model/ecosystem.ts';
import type { Advisory } from '../../../model/project-state.ts';
import { broken, firstLine, type ReadReport } from '../report.ts';
import {
  type AdvisoryReport,
  advisoryOf,
  type ReportedAdvisory,
  severityOfScore,
  severityOfWord,
} from './advisory-report.ts';

// {"results": [{"source": {"path": "/w/package-lock.json", "type": "lockfile"}, "packages": [{"package": {"name":
//   "lodash", "version": "4.17.4", "ecosystem": "npm"}, "vulnerabilities": [{"id": "GHSA-…", "summary": "…"}], "groups": [{"ids": ["GHSA-…"], "max_severity": "7.2"}]}]}]}
const events = v.object({ events: v.optional(v.array(v.object({ fixed: v.optional(v.string()) })), []) });
const vulnerability = v.object({
  id: v.string(),
  summary: v.optional(v.string(), ''),
  database_specific: v.optional(v.object({ severity: v.optional(v.unknown()) }), {}),
  affected: v.optional(v.array(v.object({ ranges: v.optional(v.array(events), []) })), []),
});
const packageSchema = v.object({
  package: v.object({
    name: v.string(),
    version: v.optional(v.string()),
    ecosystem: v.optional(v.string(), ''),
  }),
  vulnerabilities: v.optional(v.array(v.unknown()), []),
  groups: v.optional(
    v.array(v.object({ ids: v.array(v.string()), max_severity: v.optional(v.string(), '') })),
    [],
  ),
});
const resultSchema = v.object({
  source: v.optional(v.object({ path: v.optional(v.string()) }), {}),
  packages: v.optional(v.array(v.unknown()), []),
});
const schema = v.object({ results: v.array(v.unknown()) });

const ECOSYSTEMS: readonly Ecosystem[] = [
  'npm',
  'PyPI',
  'crates.io',
  'Go',
  'Maven',
  'RubyGems',
  'NuGet',
  'Packagist',
];

/** What `osv-scanner --format json` prints. */
export function parseOsv(json: unknown): ReadReport<AdvisoryReport> {
  const report = v.safeParse(schema, json);
  if (!report.success) return broken('unknown-format');
  const advisories: ReportedAdvisory[] = [];
  let dropped = 0;
  for (const one of report.output.results) {
    const result = v.safeParse(resultSchema, one);
    if (!result.success) dropped++;
    for (const each of result.success ? result.output.packages : []) {
      const found = v.safeParse(packageSchema, each);
      if (found.success)
        advisories.push(...understand(found.output, result.success ? result.output.source.path : undefined));
      else dropped++;
    }
  }
  return { ok: true, value: { advisories }, dropped };
}

type Package = v.InferOutput<typeof packageSchema>;

function understand(found: Package, file: string | undefined): readonly ReportedAdvisory[] {
  const { name, version, ecosystem } = found.package;
  return found.vulnerabilities.flatMap((one) => {
    const checked = v.safeParse(vulnerability, one);
    if (!checked.success) return [];
    const { id, summary, database_specific: database, affected } = checked.output;
    const fixes = affected.flatMap(({ ranges }) => ranges.flatMap((range) => range.events));
    const fixedIn = fixes.find((event) => event.fixed !== undefined)?.fixed;
    const severity = severityOf(id, severityOfWord(database.severity), found.groups);
    const known = ECOSYSTEMS.find((own) => own === ecosystem.split(':')[0]) ?? 'other';
    const about = { id, ecosystem: known, package: name, severity, title: firstLine(summary) };
    return [advisoryOf({ ...about, version, fixedIn, file })];
  });
}

/** Many databases say nothing of it; the scanner then gives the score of the group. */
function severityOf(id: string, said: Advisory['severity'], groups: Package['groups']): Advisory['severity'] {
  if (said !== 'unknown') return said;
  return severityOfScore(Number(groups.find(({ ids }) => ids.includes(id))?.max_severity));
}
