import * as v from 'valibot';
import { globs, key, table, text } from './schema-parts.ts';

const reportPlaces = v.union([v.literal(false), v.literal('off'), text(), globs]);

/** Where reports of tools lie. */
export const signals = table({
  coverage: key(
    reportPlaces,
    'Coverage reports: lcov, Istanbul, cobertura, JaCoCo, Go profiles, coverage.py JSON. Read instead of the usual ones where one is there.',
  ),
  findings: key(reportPlaces, 'SARIF files of scanners, besides the usual places.'),
  tests: key(reportPlaces, 'JUnit files of test runs, besides the usual places.'),
  advisories: key(
    reportPlaces,
    'Reports of npm audit, pip-audit, cargo audit or osv-scanner as JSON, besides the usual places.',
  ),
});

/** When audits were made. */
export const audits = table({
  'security-audit': key(text(64), 'A date, or an ISO time.'),
  'dependency-audit': key(text(64), 'A date, or an ISO time.'),
});
