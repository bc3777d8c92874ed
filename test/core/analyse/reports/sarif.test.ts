import { describe, expect, test } from 'vitest';
import { parseSarif } from '../../../../src/core/analyse/reports/findings/parse-sarif.ts';
import { pathOfUri } from '../../../../src/core/analyse/reports/findings/path-of-uri.ts';

const at = (uri: string, startLine?: unknown, endLine?: unknown) => ({
  physicalLocation: { artifactLocation: { uri }, region: { startLine, endLine } },
});

const report = (results: readonly unknown[], run: object = {}) => ({
  version: '2.1.0',
  runs: [
    {
      tool: {
        driver: {
          name: 'scan',
          rules: [
            {
              id: 'no-eval',
              defaultConfiguration: { level: 'error' },
              messageStrings: { m: { text: 'by id' } },
            },
            { id: 'style', defaultConfiguration: { level: 'none' } },
          ],
        },
      },
      results,
      ...run,
    },
  ],
});

const found = (result: object, run: object = {}) => {
  const read = parseSarif(report([{ message: { text: 'm' }, locations: [at('a.ts', 3)], ...result }], run));
  return read.ok ? read.value.results : read.trouble;
};

describe('a result', () => {
  test.each([
    [
      'of a rule by name',
      { ruleId: 'no-eval' },
      [{ rule: 'no-eval', level: 'error', file: 'a.ts', lines: [3, 3] }],
    ],
    ['of a rule by number', { ruleIndex: 0 }, [{ rule: 'no-eval', level: 'error' }]],
    ['of a rule that nobody knows', { ruleId: 'x' }, [{ rule: 'x', level: 'warning' }]],
    ['with a level of its own', { ruleId: 'no-eval', level: 'note' }, [{ level: 'note' }]],
    ['of a rule that is off', { ruleId: 'style' }, []],
    ['that passed', { ruleId: 'x', kind: 'pass' }, []],
    ['that is gone', { ruleId: 'x', baselineState: 'absent' }, []],
    ['suppressed', { ruleId: 'x', suppressions: [{ kind: 'inSource' }] }, []],
    [
      'whose suppression was refused',
      { ruleId: 'x', suppressions: [{ status: 'rejected' }] },
      [{ rule: 'x' }],
    ],
    ['with an empty list of suppressions', { ruleId: 'x', suppressions: [] }, [{ rule: 'x' }]],
    ['with a message by name', { ruleId: 'no-eval', message: { id: 'm' } }, [{ message: 'by id' }]],
    ['without a place', { ruleId: 'x', locations: [] }, [{ rule: 'x' }]],
    ['with a range', { ruleId: 'x', locations: [at('a.ts', 3, 9)] }, [{ lines: [3, 9] }]],
  ])('%s', (_, result, expected) => {
    expect(found(result)).toMatchObject(expected);
  });

  test.each([Number.NaN, -1, 0, 1.5, '3', null, 1e300])('a line %s is none', (line) => {
    expect(found({ ruleId: 'x', locations: [at('a.ts', line)] })).toEqual([
      { file: 'a.ts', tool: 'scan', rule: 'x', level: 'warning', message: 'm' },
    ]);
  });

  test('a place below a folder that the run names, and by its number in the list of files', () => {
    const bases = { originalUriBaseIds: { ROOT: { uri: 'file:///w/shop/' } } };
    const place = { physicalLocation: { artifactLocation: { index: 0 } } };
    const artifacts = [{ location: { uri: 'src/a%20b.ts', uriBaseId: 'ROOT' } }];
    expect(found({ ruleId: 'x', locations: [place] }, { ...bases, artifacts })).toMatchObject([
      { file: '/w/shop/src/a b.ts' },
    ]);
  });
});

test.each([
  ['src/a.ts', 'src/a.ts'],
  ['file:///w/a%20b.ts', '/w/a b.ts'],
  ['file:///C:/w/a.ts', 'C:/w/a.ts'],
  ['file://host/w/a.ts', '/w/a.ts'],
  ['C:\\w\\a.ts', 'C:\\w\\a.ts'],
  ['100%.ts', '100%.ts'],
  ['https://example.com/a.ts', undefined],
])('%s is the path %s', (uri, path) => {
  expect(pathOfUri(uri)).toBe(path);
});

test('what makes no sense is passed over and counted; the rest counts', () => {
  const read = parseSarif(report([7, { ruleId: 3 }, { message: 'x' }, { ruleId: 'x' }]));
  expect(read).toMatchObject({ ok: true, dropped: 3, value: { results: [{ rule: 'x' }] } });
});

test.each([
  ['another version', { version: '1.0.0', runs: [] }, 'version'],
  ['no report', { runs: [] }, 'unknown-format'],
  ['a list', [], 'unknown-format'],
])('%s', (_, json, reason) => {
  expect(parseSarif(json)).toMatchObject({ ok: false, trouble: { reason } });
});

test('a run that did not come to an end has no results', () => {
  expect(
    parseSarif({ version: '2.1.0', runs: [{ tool: { driver: { name: 'x' } }, results: null }] }),
  ).toMatchObject({ ok: true, value: { results: [] } });
});
