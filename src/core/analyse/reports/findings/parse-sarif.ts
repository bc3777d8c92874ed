import * as v from 'valibot';
import type { WallTime } from '../../../model/time.ts';
import { broken, firstLine, isLine, type ReadReport } from '../report.ts';
import { pathOfUri } from './path-of-uri.ts';

/** One result of a scanner, in the report's own names. */
export interface SarifResult {
  /** Path or absolute path; none: it is about no file. */
  readonly file?: string;
  readonly lines?: readonly [first: number, last: number];
  readonly tool: string;
  readonly rule: string;
  readonly level: 'error' | 'warning' | 'note';
  /** Whole, as written. */
  readonly message: string;
  /** CVSS of the rule, where the tool says so. */
  readonly severity?: number;
}

export interface SarifReport {
  readonly results: readonly SarifResult[];
  readonly writtenAt?: WallTime;
}

const MAX_RESULTS = 500_000;

const location = v.object({
  uri: v.optional(v.string()),
  uriBaseId: v.optional(v.string()),
  index: v.optional(v.number()),
});
const text = v.object({ text: v.optional(v.string()), id: v.optional(v.string()) });
const level = v.picklist(['none', 'note', 'warning', 'error']);
const ruleSchema = v.object({
  id: v.string(),
  defaultConfiguration: v.optional(v.object({ level: v.optional(level) })),
  messageStrings: v.optional(v.record(v.string(), v.unknown())),
  properties: v.optional(v.object({ 'security-severity': v.optional(v.unknown()) })),
});
const resultSchema = v.object({
  ruleId: v.optional(v.string()),
  ruleIndex: v.optional(v.number()),
  rule: v.optional(v.object({ id: v.optional(v.string()), index: v.optional(v.number()) })),
  level: v.optional(level),
  kind: v.optional(v.string()),
  baselineState: v.optional(v.string()),
  message: v.optional(text),
  suppressions: v.optional(v.nullable(v.array(v.object({ status: v.optional(v.string()) })))),
  locations: v.optional(
    v.array(
      v.object({
        physicalLocation: v.optional(
          v.object({
            artifactLocation: v.optional(location),
            region: v.optional(
              v.object({ startLine: v.optional(v.unknown()), endLine: v.optional(v.unknown()) }),
            ),
          }),
        ),
      }),
    ),
  ),
});
const driver = v.object({ name: v.optional(v.string(), ''), rules: v.optional(v.array(v.unknown()), []) });
const runSchema = v.object({
  tool: v.object({ driver, extensions: v.optional(v.array(v.unknown()), []) }),
  // null: the tool did not run
  results: v.optional(v.nullable(v.array(v.unknown()))),
  artifacts: v.optional(v.array(v.unknown()), []),
  originalUriBaseIds: v.optional(v.record(v.string(), v.unknown()), {}),
  invocations: v.optional(v.array(v.unknown()), []),
});
const reportSchema = v.object({ version: v.string(), runs: v.array(v.unknown()) });

type Run = v.InferOutput<typeof runSchema>;
type Rule = v.InferOutput<typeof ruleSchema>;
type Result = v.InferOutput<typeof resultSchema>;

/** SARIF 2.1: results that failed, are not suppressed, and are not gone. A result that makes no sense is passed over. */
export function parseSarif(json: unknown): ReadReport<SarifReport> {
  const report = v.safeParse(reportSchema, json);
  if (!report.success) return broken('unknown-format');
  if (!report.output.version.startsWith('2.1')) return broken('version');
  const results: SarifResult[] = [];
  let dropped = 0;
  let written = 0;
  for (const one of report.output.runs) {
    const run = v.safeParse(runSchema, one);
    if (!run.success) {
      dropped++;
      continue;
    }
    const rules = rulesOf(run.output);
    written = Math.max(written, endOf(run.output));
    for (const each of run.output.results ?? []) {
      const result = v.safeParse(resultSchema, each);
      if (!result.success) dropped++;
      else if (counts(result.output)) results.push(...understand(result.output, rules, run.output));
      if (results.length > MAX_RESULTS) return broken('too-many');
    }
  }
  const value = { results, ...(written > 0 ? { writtenAt: written as WallTime } : {}) };
  return { ok: true, value, dropped };
}

function rulesOf(run: Run): readonly (Rule | undefined)[] {
  const { rules } = run.tool.driver;
  return rules.map((rule) => {
    const checked = v.safeParse(ruleSchema, rule);
    return checked.success ? checked.output : undefined;
  });
}

/** Suppressed: by at least one suppression, and none of them waits for an answer or was refused one (SARIF 3.27.23). */
function counts({ kind, baselineState, suppressions }: Result): boolean {
  if (kind !== undefined && kind !== 'fail') return false;
  if (baselineState === 'absent') return false;
  if (!suppressions || suppressions.length === 0) return true;
  return suppressions.some(({ status }) => status === 'rejected' || status === 'underReview');
}

function understand(result: Result, rules: readonly (Rule | undefined)[], run: Run): readonly SarifResult[] {
  const rule = ruleOf(result, rules);
  const found = result.level ?? rule?.defaultConfiguration?.level ?? 'warning';
  if (found === 'none') return [];
  const place = result.locations?.[0]?.physicalLocation;
  const file = place?.artifactLocation && fileOf(place.artifactLocation, run);
  const first = place?.region?.startLine;
  const last = place?.region?.endLine;
  const severity = Number(rule?.properties?.['security-severity']);
  return [
    {
      ...(file === undefined ? {} : { file }),
      ...(isLine(first) ? { lines: [first, isLine(last) && last > first ? last : first] as const } : {}),
      tool: firstLine(run.tool.driver.name),
      rule: firstLine(result.ruleId ?? result.rule?.id ?? rule?.id ?? ''),
      level: found,
      message: messageOf(result, rule),
      ...(severity > 0 ? { severity } : {}),
    },
  ];
}

function ruleOf(result: Result, rules: readonly (Rule | undefined)[]): Rule | undefined {
  const index = result.ruleIndex ?? result.rule?.index;
  const id = result.ruleId ?? result.rule?.id;
  const byIndex = index === undefined ? undefined : rules[index];
  return byIndex ?? rules.find((rule) => rule !== undefined && rule.id === id);
}

function messageOf({ message }: Result, rule: Rule | undefined): string {
  if (message?.text !== undefined) return message.text;
  const strings = rule?.messageStrings ?? {};
  const known = message?.id !== undefined && Object.hasOwn(strings, message.id) ? strings[message.id] : {};
  const checked = v.safeParse(text, known);
  return checked.success ? (checked.output.text ?? '') : '';
}

/** By its own name, or by its place in the list of artifacts; below the folder that it names. */
function fileOf(place: v.InferOutput<typeof location>, run: Run): string | undefined {
  const listed = place.index === undefined ? undefined : run.artifacts[place.index];
  const artifact = v.safeParse(v.object({ location }), listed);
  const { uri, uriBaseId } = place.uri === undefined && artifact.success ? artifact.output.location : place;
  if (uri === undefined) return undefined;
  const base = uriBaseId !== undefined && Object.hasOwn(run.originalUriBaseIds, uriBaseId);
  const folder = base ? v.safeParse(location, run.originalUriBaseIds[uriBaseId]) : undefined;
  return pathOfUri(uri, folder?.success ? folder.output.uri : undefined);
}

/** When the last of its tools ended, by the report's own words; 0: it does not say. */
function endOf(run: Run): number {
  const times = run.invocations.map((one) => {
    const checked = v.safeParse(v.object({ endTimeUtc: v.string() }), one);
    const at = checked.success ? Date.parse(checked.output.endTimeUtc) : Number.NaN;
    return Number.isNaN(at) ? 0 : at;
  });
  return times.reduce((a, b) => Math.max(a, b), 0);
}
