import * as v from 'valibot';
import { broken, firstLine, type ReadReport } from '../report.ts';
import { type AdvisoryReport, advisoryOf, firstMended, severityOfWord } from './advisory-report.ts';

// {"database": {…}, "lockfile": {…}, "vulnerabilities": {"found": true, "count": 1, "list": [{"advisory": {"id":
//   "RUSTSEC-2020-0071", "package": "time", "title": "…"}, "versions": {"patched": [">=0.2.23"]}, "package": {"name": "time", "version": "0.1.44"}}]}}
const schema = v.object({
  lockfile: v.unknown(),
  vulnerabilities: v.object({ list: v.array(v.unknown()) }),
});
const entry = v.object({
  advisory: v.object({
    id: v.string(),
    title: v.optional(v.string(), ''),
    severity: v.optional(v.nullable(v.string())),
  }),
  versions: v.optional(v.object({ patched: v.optional(v.array(v.string()), []) }), {}),
  package: v.object({ name: v.string(), version: v.optional(v.string()) }),
});

/** What `cargo audit --json` prints. */
export function parseCargoAudit(json: unknown): ReadReport<AdvisoryReport> {
  const report = v.safeParse(schema, json);
  if (!report.success) return broken('unknown-format');
  let dropped = 0;
  const advisories = report.output.vulnerabilities.list.flatMap((one) => {
    const checked = v.safeParse(entry, one);
    if (!checked.success) {
      dropped++;
      return [];
    }
    const { advisory, package: crate, versions } = checked.output;
    return [
      advisoryOf({
        id: advisory.id,
        ecosystem: 'crates.io',
        package: crate.name,
        severity: severityOfWord(advisory.severity),
        title: firstLine(advisory.title),
        version: crate.version,
        fixedIn: firstMended(versions.patched?.[0]),
      }),
    ];
  });
  return { ok: true, value: { advisories }, dropped };
}
