import * as v from 'valibot';
import { broken, firstLine, type ReadReport } from '../report.ts';
import { type AdvisoryReport, advisoryOf, type ReportedAdvisory } from './advisory-report.ts';

// {"dependencies": [{"name": "flask", "version": "0.5", "vulns": [{"id": "PYSEC-2019-179", "fix_versions": ["1.0"],
//   "aliases": ["CVE-2019-1010083"], "description": "…"}]}], "fixes": []}
const vuln = v.object({
  id: v.string(),
  fix_versions: v.optional(v.array(v.string()), []),
  description: v.optional(v.nullable(v.string())),
});
// without `vulns`: it was skipped, with a reason
const dependency = v.object({
  name: v.string(),
  version: v.optional(v.string()),
  vulns: v.optional(v.array(v.unknown()), []),
});
const schema = v.object({ dependencies: v.array(v.unknown()) });

/** What `pip-audit -f json` prints; before 2.0 it was the list alone. */
export function parsePipAudit(json: unknown): ReadReport<AdvisoryReport> {
  const report = v.safeParse(schema, Array.isArray(json) ? { dependencies: json } : json);
  if (!report.success) return broken('unknown-format');
  const advisories: ReportedAdvisory[] = [];
  let dropped = 0;
  for (const one of report.output.dependencies) {
    const checked = v.safeParse(dependency, one);
    for (const each of checked.success ? checked.output.vulns : [undefined]) {
      const found = v.safeParse(vuln, each);
      if (checked.success && found.success) advisories.push(understand(checked.output, found.output));
      else dropped++;
    }
  }
  return { ok: true, value: { advisories }, dropped };
}

const understand = (
  { name, version }: v.InferOutput<typeof dependency>,
  { id, fix_versions: [fixedIn], description }: v.InferOutput<typeof vuln>,
): ReportedAdvisory =>
  advisoryOf({
    id,
    ecosystem: 'PyPI',
    package: name,
    severity: 'unknown', // it does not say
    title: firstLine(description ?? ''),
    version,
    fixedIn,
  });
