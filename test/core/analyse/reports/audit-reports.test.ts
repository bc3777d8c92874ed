import { describe, expect, test } from 'vitest';
import { parseAdvisories } from '../../../../src/core/analyse/reports/advisories/parse-advisories.ts';

const NPM = {
  auditReportVersion: 2,
  vulnerabilities: {
    lodash: {
      name: 'lodash',
      severity: 'high',
      via: [
        {
          source: 1065,
          name: 'lodash',
          title: 'Prototype pollution',
          url: 'https://github.com/advisories/GHSA-jf85-cpcp-j695',
          severity: 'high',
          range: '<4.17.12',
        },
      ],
      effects: ['gulp'],
    },
    gulp: { name: 'gulp', via: ['lodash'], effects: ['site', 'lodash'] },
    broken: { via: 'x' },
  },
};
const NPM_6 = {
  advisories: {
    '1065': {
      module_name: 'lodash',
      title: 'Prototype pollution',
      severity: 'moderate',
      url: 'https://npmjs.com/advisories/1065',
      patched_versions: '>=4.17.12',
      findings: [{ version: '4.17.4', paths: ['lodash'] }],
    },
  },
};
const PIP = {
  dependencies: [
    {
      name: 'flask',
      version: '0.5',
      vulns: [{ id: 'PYSEC-2019-179', fix_versions: ['1.0'], description: 'Bad\nthing' }],
    },
    { name: 'old', skip_reason: 'not on PyPI' },
  ],
};
const CARGO = {
  lockfile: { 'dependency-count': 3 },
  vulnerabilities: {
    found: true,
    list: [
      {
        advisory: { id: 'RUSTSEC-2020-0071', package: 'time', title: 'Segfault' },
        versions: { patched: ['>=0.2.23'] },
        package: { name: 'time', version: '0.1.44' },
      },
    ],
  },
};
const OSV = {
  results: [
    {
      source: { path: '/w/shop/go.mod', type: 'lockfile' },
      packages: [
        {
          package: { name: 'golang.org/x/net', version: '0.1.0', ecosystem: 'Go' },
          vulnerabilities: [
            {
              id: 'GO-2023-1',
              summary: 'Slow',
              affected: [{ ranges: [{ events: [{ introduced: '0' }, { fixed: '0.7.0' }] }] }],
            },
            { id: 'GHSA-aaaa-bbbb-cccc', database_specific: { severity: 'CRITICAL' } },
          ],
          groups: [{ ids: ['GO-2023-1'], max_severity: '7.5' }],
        },
      ],
    },
  ],
};
const sarif = (message: string, uri: string, severity: string) => ({
  version: '2.1.0',
  runs: [
    {
      tool: {
        driver: {
          name: 't',
          rules: [{ id: 'CVE-2019-10744', properties: { 'security-severity': severity } }],
        },
      },
      results: [
        {
          ruleId: 'CVE-2019-10744',
          message: { text: message },
          locations: [{ physicalLocation: { artifactLocation: { uri } } }],
        },
        { ruleId: 'no-eval', message: { text: 'not of a package' } },
      ],
    },
  ],
});
const TRIVY =
  'Package: lodash\nInstalled Version: 4.17.4\nVulnerability CVE-2019-10744\nSeverity: CRITICAL\nFixed Version: 4.17.12\nLink: x';

describe('what is read of each', () => {
  const lodash = { ecosystem: 'npm', package: 'lodash', fixedIn: '4.17.12' };
  test.each([
    ['npm', NPM, [{ ...lodash, id: 'GHSA-jf85-cpcp-j695', severity: 'high', through: ['gulp', 'site'] }]],
    ['npm 6', NPM_6, [{ ...lodash, id: 'npm 1065', severity: 'moderate', version: '4.17.4' }]],
    [
      'pip-audit',
      PIP,
      [
        {
          id: 'PYSEC-2019-179',
          ecosystem: 'PyPI',
          package: 'flask',
          version: '0.5',
          fixedIn: '1.0',
          title: 'Bad',
        },
      ],
    ],
    ['pip-audit 1', PIP.dependencies, [{ id: 'PYSEC-2019-179' }]],
    [
      'cargo audit',
      CARGO,
      [
        {
          id: 'RUSTSEC-2020-0071',
          ecosystem: 'crates.io',
          package: 'time',
          version: '0.1.44',
          fixedIn: '0.2.23',
        },
      ],
    ],
    [
      'OSV',
      OSV,
      [
        { id: 'GO-2023-1', ecosystem: 'Go', severity: 'high', fixedIn: '0.7.0', file: '/w/shop/go.mod' },
        { id: 'GHSA-aaaa-bbbb-cccc', severity: 'critical' },
      ],
    ],
    [
      'trivy',
      sarif(TRIVY, 'package-lock.json', '9.1'),
      [{ ...lodash, id: 'CVE-2019-10744', severity: 'critical', version: '4.17.4' }],
    ],
    [
      'grype',
      sarif(
        'A high vulnerability in npm package: lodash, version 4.17.4 was found at: /x',
        '/x/yarn.lock',
        '7',
      ),
      [{ ecosystem: 'npm', package: 'lodash', severity: 'high' }],
    ],
    [
      'osv-scanner',
      sarif("Package '@acme/x@1.0.0' is vulnerable to 'CVE-2019-10744'", 'Cargo.lock', '4'),
      [{ ecosystem: 'crates.io', package: '@acme/x', version: '1.0.0', severity: 'moderate' }],
    ],
  ])('%s', (_, json, expected) => {
    const read = parseAdvisories(JSON.stringify(json));
    expect(read.ok ? read.value.advisories : read.trouble).toMatchObject(expected);
  });

  test('what makes no sense is passed over and counted', () => {
    expect(parseAdvisories(JSON.stringify(NPM))).toMatchObject({ dropped: 1 });
  });
});

test.each([
  ['{}', 'unknown-format'],
  ['{"vulnerabilities": 3}', 'unknown-format'],
  ['null', 'unknown-format'],
  ['{"results": [', 'syntax'],
  ['', 'syntax'],
  ['['.repeat(100_000), 'syntax'],
  [`${'['.repeat(100_000)}${']'.repeat(100_000)}`, undefined],
])('%.20s', (text, reason) => {
  const read = parseAdvisories(text);
  expect(read.ok ? undefined : read.trouble.reason).toBe(reason);
});
