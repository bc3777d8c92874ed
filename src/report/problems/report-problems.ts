import type { ConfigProblemCode } from '../../core/model/problem.ts';
import { type Catalogue, note } from './entry.ts';
import { datum } from './wording.ts';

const NAMES: Readonly<Record<string, string>> = {
  coverage: 'coverage report',
  findings: 'report of a scanner',
  tests: 'report of tests',
  advisories: 'report of an audit',
};

const FORMATS: Readonly<Record<string, string>> = {
  coverage: 'lcov, Istanbul, cobertura, JaCoCo, a Go profile or coverage.py JSON',
  findings: 'SARIF 2.1',
  tests: 'JUnit XML',
  advisories: 'JSON of npm audit, pip-audit, cargo audit or osv-scanner, or SARIF',
};

const WHY: Readonly<Record<string, string>> = {
  encoding: 'is not UTF-8, nor in the encoding that it names',
  syntax: 'is damaged or cut short',
  entities: 'declares entities of its own, which are never read',
  'too-deep': 'is nested deeper than any such report is',
  'too-many': 'has more entries than are read',
  version: 'is of a version that is not known',
};

const nameOf = (of: string): string => NAMES[of] ?? 'report';

/** Words for reports of tools that lie in the working tree. They never stop a plan. */
export const reportProblems = {
  'report-unreadable': note((data) => {
    const { of, reason } = data;
    const why =
      reason === 'too-large'
        ? `has ${datum(data, 'bytes')} bytes, more than ${datum(data, 'max')}, and was not read`
        : reason === 'unknown-format'
          ? `is none of ${FORMATS[of] ?? 'the known formats'}`
          : (WHY[reason] ?? 'cannot be read');
    return {
      what: `this ${nameOf(of)} ${why}; the plan does without it`,
      remedy:
        reason === 'too-large'
          ? `let the tool report less, or name a smaller one: \`signals: {${of}: [path]}\``
          : `write it anew with its tool, or remove it; \`signals: {${of}: off}\` reads none`,
    };
  }),
  'report-entries-dropped': note((data) => ({
    what: `${datum(data, 'count')} ${data.count === 1 ? 'entry' : 'entries'} of this ${nameOf(data.of)} made no sense and ${data.count === 1 ? 'was' : 'were'} passed over`,
    remedy: 'the rest counts; write it anew with its tool, if it should be whole',
  })),
  'report-of-other-files': note((data) => ({
    what: `this ${nameOf(data.of)} names no file of this repository, so nothing of it counts`,
    remedy: 'let the tool name files from the root of the repository, or run it here',
  })),
  'reports-left-out': note((data) => ({
    what: `there are more reports than the ${datum(data, 'read')} that were read`,
    remedy: 'name those that count in `signals` of the configuration, or remove old ones',
  })),
} satisfies Partial<Catalogue<ConfigProblemCode>>;
