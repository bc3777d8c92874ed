import { describe, expect, test } from 'vitest';
import type { CoverageReport } from '../../../src/core/analyse/reports/coverage/coverage-report.ts';
import { coverageOf, type LineHits } from '../../../src/core/analyse/reports/coverage/line-hits.ts';
import { parseIstanbul } from '../../../src/core/analyse/reports/coverage/parse-istanbul.ts';
import { parseLcov } from '../../../src/core/analyse/reports/coverage/parse-lcov.ts';
import type { ReadReport } from '../../../src/core/analyse/reports/report.ts';
import { makePathResolver } from '../../../src/core/analyse/reports/resolve-report-path.ts';
import type { RepoPath } from '../../../src/core/model/ids.ts';
import type { WallTime } from '../../../src/core/model/time.ts';

const known = ['src/a.ts', 'packages/b/src/a.ts', 'src/deep/c.ts'].map((path) => path as RepoPath);
const hitsOf = (read: ReadReport<CoverageReport>): LineHits => (read.ok ? read.value.hits : new Map());
const resolver = (report: string, root = '/work/shop') => makePathResolver({ known, root, report });

describe('lcov', () => {
  const text =
    'TN:\nSF:src/a.ts\nDA:1,3\nDA:2,0\nDA:3,0,abc\nend_of_record\nSF:src/a.ts\nDA:2,1\nend_of_record\n';

  test('lines that ran in any test ran', () => {
    const coverage = coverageOf([{ hits: hitsOf(parseLcov(text)), resolve: resolver('lcov.info') }], {
      source: 'lcov.info',
      at: 0 as WallTime,
    });
    expect(coverage.files).toEqual([{ path: 'src/a.ts', covered: [1, 2], uncovered: [3] }]);
    expect(coverage.total).toBe(66.6);
  });

  test('files of others count for the total only', () => {
    const hits = hitsOf(parseLcov('SF:lib/x.ts\nDA:1,1\nend_of_record\n'));
    const about = { source: 's', at: 0 as WallTime };
    expect(coverageOf([{ hits, resolve: resolver('lcov.info') }], about)).toMatchObject({
      files: [],
      total: 100,
    });
  });

  test('Windows line ends, and nonsense between the lines', () => {
    const read = parseLcov('SF:src\\a.ts\r\nDA:1,1\r\nDA:x,y\r\nDA:-1,2\r\nend_of_record\r\n');
    expect(hitsOf(read)).toEqual(new Map([['src\\a.ts', new Map([[1, 1]])]]));
    expect(read).toMatchObject({ dropped: 2 });
  });

  test.each(['', '{}', 'SF:src/a.ts\nDA:1,1', '\u0000\u0001'])('%j is no report', (broken) => {
    expect(parseLcov(broken)).toMatchObject({ ok: false });
  });
});

describe('Istanbul', () => {
  const entry = {
    path: '/work/shop/src/a.ts',
    statementMap: { '0': { start: { line: 1 } }, '1': { start: { line: 2 } }, '2': { start: { line: 2 } } },
    s: { '0': 0, '1': 0, '2': 4 },
  };

  test('a line ran when a statement on it ran', () => {
    const hits = hitsOf(parseIstanbul({ '/work/shop/src/a.ts': entry }));
    expect(hits.get('/work/shop/src/a.ts')).toEqual(
      new Map([
        [1, 0],
        [2, 4],
      ]),
    );
  });

  test.each(['[]', 'null', '{"a": 1}', '{"a": {"s": []}}', '{"__proto__": {"s": 1}}'])(
    '%j is no report',
    (broken) => {
      expect(parseIstanbul(JSON.parse(broken))).toMatchObject({ ok: false });
    },
  );
});

describe('names in reports', () => {
  test.each([
    ['src/a.ts', 'coverage/lcov.info', 'src/a.ts'],
    ['./src/a.ts', 'coverage/lcov.info', 'src/a.ts'],
    ['src\\a.ts', 'coverage/lcov.info', 'src/a.ts'],
    ['/work/shop/src/a.ts', 'coverage/lcov.info', 'src/a.ts'],
    ['src/deep/c.ts', 'packages/b/coverage/lcov.info', 'src/deep/c.ts'],
    ['C:\\ci\\shop\\src\\deep\\c.ts', 'lcov.info', 'src/deep/c.ts'],
    ['/home/runner/work/shop/packages/b/src/a.ts', 'lcov.info', 'packages/b/src/a.ts'],
    ['../../etc/passwd', 'lcov.info', undefined],
    ['/etc/passwd', 'lcov.info', undefined],
    ['xsrc/a.ts', 'lcov.info', undefined],
  ])('%s of %s is %s', (raw, report, expected) => {
    expect(resolver(report)(raw)).toBe(expected);
  });

  test('below the package that the report stands in, when the root has no such file', () => {
    const own = makePathResolver({
      known: ['packages/b/src/z.ts' as RepoPath],
      root: '/w',
      report: 'packages/b/coverage/lcov.info',
    });
    expect(own('src/z.ts')).toBe('packages/b/src/z.ts');
  });

  test('a root on Windows', () => {
    expect(resolver('lcov.info', 'C:\\work\\shop')('c:\\work\\shop\\src\\a.ts')).toBe('src/a.ts');
  });
});
