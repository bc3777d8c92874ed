import type { Ecosystem } from '../../../model/ecosystem.ts';
import type { SarifReport, SarifResult } from '../findings/parse-sarif.ts';
import { firstLine } from '../report.ts';
import { advisoryOf, type ReportedAdvisory, severityOfScore } from './advisory-report.ts';

const ADVISORY_ID =
  /\b(?:CVE-\d{4}-\d{4,}|GHSA(?:-[0-9a-z]{4}){3}|RUSTSEC-\d{4}-\d+|PYSEC-\d{4}-\d+|GO-\d{4}-\d+)\b/i;

// trivy         Package: lodash⏎Installed Version: 4.17.4⏎Vulnerability CVE-…⏎Severity: HIGH⏎Fixed Version: 4.17.21
// grype         A high vulnerability in npm package: lodash, version 4.17.4 was found at: /package-lock.json
// osv-scanner   Package 'lodash@4.17.4' is vulnerable to 'GHSA-…'
// snyk          This file introduces a vulnerable lodash package with a high severity vulnerability.
const SHAPES: readonly RegExp[] = [
  /^Package: (?<name>\S{1,214})\s[\s\S]{0,40}?Installed Version: (?<version>\S{1,60})/m,
  /package: (?<name>\S{1,214}), version (?<version>\S{1,60}) was found/,
  /Package '(?<name>@?[^@'\s]{1,214})@(?<version>[^'\s]{1,60})' is vulnerable/,
  /introduces a vulnerable (?<name>\S{1,214}) package/,
];
const FIXED = /^Fixed Version: (\d[\w.+-]{0,50})/m;

const BY_FILE: readonly (readonly [RegExp, Ecosystem])[] = [
  [/(^|\/)(package(-lock)?\.json|yarn\.lock|pnpm-lock\.yaml|npm-shrinkwrap\.json|bun\.lock)$/, 'npm'],
  [
    /(^|\/)(requirements[\w.-]*\.txt|poetry\.lock|uv\.lock|Pipfile(\.lock)?|pyproject\.toml|pdm\.lock)$/,
    'PyPI',
  ],
  [/(^|\/)Cargo\.(lock|toml)$/, 'crates.io'],
  [/(^|\/)go\.(mod|sum)$/, 'Go'],
  [/(^|\/)(pom\.xml|build\.gradle(\.kts)?|gradle\.lockfile)$/, 'Maven'],
  [/(^|\/)Gemfile(\.lock)?$/, 'RubyGems'],
  [/(^|\/)(packages\.lock\.json|[\w.-]+\.csproj)$/, 'NuGet'],
  [/(^|\/)composer\.(json|lock)$/, 'Packagist'],
];

/** Results of scanners of dependencies among those of a report: they name an advisory and a package. */
export const advisoriesOfSarif = ({ results }: SarifReport): readonly ReportedAdvisory[] =>
  results.flatMap((result) => {
    const found = advisoryIn(result);
    return found === undefined ? [] : [found];
  });

/** Whether a result is about a dependency, not about a line of somebody's own. */
export const isAdvisory = (result: SarifResult): boolean => advisoryIn(result) !== undefined;

function advisoryIn({ rule, message, severity, file }: SarifResult): ReportedAdvisory | undefined {
  const text = message.slice(0, 5_000);
  const id =
    ADVISORY_ID.exec(rule)?.[0] ?? ADVISORY_ID.exec(text)?.[0] ?? (/^SNYK-/.test(rule) ? rule : undefined);
  if (id === undefined) return undefined;
  const shape = SHAPES.map((one) => one.exec(text)?.groups).find((groups) => groups !== undefined);
  const name = shape?.['name'];
  if (name === undefined) return undefined;
  const path = (file ?? '').replaceAll('\\', '/');
  return advisoryOf({
    id,
    ecosystem: BY_FILE.find(([names]) => names.test(path))?.[1] ?? 'other',
    package: name,
    severity: severityOfScore(severity ?? 0),
    title: firstLine(text),
    version: shape?.['version'],
    fixedIn: FIXED.exec(text)?.[1],
    file,
  });
}
