/** What a report is about. */
export type ReportKind = 'coverage' | 'findings' | 'tests' | 'advisories';

export const REPORT_KINDS: readonly ReportKind[] = ['coverage', 'findings', 'tests', 'advisories'];

/**
 * Where tools put their reports, below the root and below each package that changed. Of coverage the first that is there
 * counts: several are mostly the same run in several formats.
 */
export const REPORT_PLACES: Readonly<Record<ReportKind, readonly string[]>> = {
  coverage: [
    'coverage/lcov.info',
    'lcov.info',
    'coverage/lcov/lcov.info',
    'target/lcov.info',
    'coverage/coverage-final.json',
    'coverage-final.json',
    'coverage/cobertura-coverage.xml',
    'cobertura-coverage.xml',
    'coverage.xml',
    'cobertura.xml',
    'coverage/coverage.xml',
    'coverage/cobertura.xml',
    'coverage/coverage.cobertura.xml',
    'target/site/cobertura/coverage.xml',
    'TestResults/*/coverage.cobertura.xml',
    'target/site/jacoco/jacoco.xml',
    'target/site/jacoco-aggregate/jacoco.xml',
    'build/reports/jacoco/test/jacocoTestReport.xml',
    'build/reports/jacoco/testCodeCoverageReport/testCodeCoverageReport.xml',
    'build/reports/kover/report.xml',
    'jacoco.xml',
    'cover.out',
    'coverage.out',
    'c.out',
    'coverage.json',
    'coverage/coverage.json',
  ],
  findings: [
    '*.sarif',
    '*.sarif.json',
    'sarif/*.sarif',
    'sarif-results/*.sarif',
    'results/*.sarif',
    'reports/*.sarif',
    'build/reports/*/*.sarif',
    'target/*.sarif',
  ],
  tests: [
    'junit.xml',
    'junit-*.xml',
    'junit/*.xml',
    'test-results.xml',
    'test-results/*.xml',
    'test-results/*/*.xml',
    'test-reports/*.xml',
    'test-report.xml',
    'reports/junit.xml',
    'reports/junit/*.xml',
    'coverage/junit.xml',
    'build/junit.xml',
    'target/surefire-reports/*.xml',
    'target/failsafe-reports/*.xml',
    'build/test-results/*/*.xml',
    'target/nextest/*/junit.xml',
  ],
  advisories: [
    'npm-audit.json',
    'pnpm-audit.json',
    'pip-audit.json',
    'cargo-audit.json',
    'osv*.json',
    'reports/npm-audit.json',
    'reports/pip-audit.json',
    'reports/cargo-audit.json',
    'reports/osv*.json',
  ],
};
