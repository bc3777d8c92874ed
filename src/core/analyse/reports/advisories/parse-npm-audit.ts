import * as v from 'valibot';
import { broken, firstLine, type ReadReport } from '../report.ts';
import {
  type AdvisoryReport,
  advisoryOf,
  firstMended,
  type ReportedAdvisory,
  severityOfWord,
} from './advisory-report.ts';

// npm 7 and later: {"auditReportVersion": 2, "vulnerabilities": {"lodash": {"name": "lodash", "via": [{"title": …,
//   "url": "https://github.com/advisories/GHSA-…", "severity": "high", "range": "<4.17.21"}], "effects": ["gulp"], …}}}
const via = v.object({
  name: v.string(),
  source: v.optional(v.union([v.number(), v.string()])),
  title: v.optional(v.string(), ''),
  url: v.optional(v.string(), ''),
  severity: v.optional(v.string()),
  range: v.optional(v.string()),
});
const newSchema = v.object({
  auditReportVersion: v.number(),
  vulnerabilities: v.record(v.string(), v.unknown()),
});
const entrySchema = v.object({
  via: v.array(v.unknown()),
  effects: v.optional(v.array(v.string()), []),
});

// npm 6, pnpm: {"advisories": {"1065": {"module_name": "lodash", "severity": "high", "findings": [{"version": "4.17.4"}], …}}}
const oldSchema = v.object({ advisories: v.record(v.string(), v.unknown()) });
const oldAdvisory = v.object({
  module_name: v.string(),
  title: v.optional(v.string(), ''),
  severity: v.optional(v.string()),
  url: v.optional(v.nullable(v.string())),
  github_advisory_id: v.optional(v.nullable(v.string())),
  patched_versions: v.optional(v.nullable(v.string())),
  findings: v.optional(v.array(v.object({ version: v.optional(v.string()) })), []),
});

/** What `npm audit --json` prints, of every version of npm; `pnpm audit --json` prints the older one. */
export function parseNpmAudit(json: unknown): ReadReport<AdvisoryReport> {
  const now = v.safeParse(newSchema, json);
  if (now.success) return parseNew(now.output.vulnerabilities);
  const before = v.safeParse(oldSchema, json);
  return before.success ? parseOld(before.output.advisories) : broken('unknown-format');
}

function parseNew(entries: Readonly<Record<string, unknown>>): ReadReport<AdvisoryReport> {
  const advisories: ReportedAdvisory[] = [];
  const effects = new Map<string, readonly string[]>();
  let dropped = 0;
  for (const [name, one] of Object.entries(entries)) {
    const entry = v.safeParse(entrySchema, one);
    if (!entry.success) {
      dropped++;
      continue;
    }
    effects.set(name, entry.output.effects);
    for (const each of entry.output.via) {
      if (typeof each === 'string') continue; // vulnerable by this other package, which has its own entry
      const cause = v.safeParse(via, each);
      if (cause.success) advisories.push(understand(cause.output));
      else dropped++;
    }
  }
  const value = advisories.map((one) => withDependents(one, effects));
  return { ok: true, value: { advisories: value }, dropped };
}

const understand = ({
  name,
  source,
  title,
  url,
  severity,
  range,
}: v.InferOutput<typeof via>): ReportedAdvisory =>
  advisoryOf({
    id: ghsaOf(url) ?? (source === undefined ? '' : `npm ${source}`),
    ecosystem: 'npm',
    package: name,
    severity: severityOfWord(severity),
    title: firstLine(title),
    fixedIn: /<\s*(\d[\w.+-]{0,50})\s*$/.exec(range ?? '')?.[1],
  });

const MAX_DEPENDENTS = 100;

function withDependents(
  advisory: ReportedAdvisory,
  effects: ReadonlyMap<string, readonly string[]>,
): ReportedAdvisory {
  const through = new Set<string>();
  const open = [...(effects.get(advisory.package) ?? [])];
  for (let name = open.pop(); name !== undefined && through.size < MAX_DEPENDENTS; name = open.pop()) {
    if (through.has(name) || name === advisory.package) continue;
    through.add(name);
    open.push(...(effects.get(name) ?? []));
  }
  return through.size === 0 ? advisory : { ...advisory, through: [...through].sort() };
}

function parseOld(entries: Readonly<Record<string, unknown>>): ReadReport<AdvisoryReport> {
  let dropped = 0;
  const advisories = Object.entries(entries).flatMap(([number, one]) => {
    const checked = v.safeParse(oldAdvisory, one);
    if (!checked.success) {
      dropped++;
      return [];
    }
    const { module_name: name, title, severity, url, patched_versions: mended, findings } = checked.output;
    const id = checked.output.github_advisory_id ?? ghsaOf(url ?? '') ?? `npm ${number}`;
    const found = { id, ecosystem: 'npm' as const, package: name, severity: severityOfWord(severity) };
    const version = findings[0]?.version;
    return [
      advisoryOf({ ...found, title: firstLine(title), version, fixedIn: firstMended(mended ?? undefined) }),
    ];
  });
  return { ok: true, value: { advisories }, dropped };
}

const ghsaOf = (url: string): string | undefined => /GHSA(?:-[0-9a-z]{4}){3}/i.exec(url)?.[0];
