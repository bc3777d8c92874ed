import { describe, expect, test } from 'vitest';
import {
  makeEndingResolver,
  makeImportResolver,
  makePathResolver,
} from '../../../../src/core/analyse/reports/resolve-report-path.ts';
import { findPlaces } from '../../../../src/core/analyse/reports/tests/find-places.ts';
import { parseJunit } from '../../../../src/core/analyse/reports/tests/parse-junit.ts';
import type { RepoPath } from '../../../../src/core/model/ids.ts';

const known = [
  'src/price.ts',
  'src/price.test.ts',
  'tests/test_price.py',
  'shop/price.py',
  'core/src/main/java/com/acme/Price.java',
  'core/src/test/java/com/acme/PriceTest.java',
  'internal/price.go',
  'internal/price_test.go',
  'Shop/PriceTests.cs',
].map((path) => path as RepoPath);
const resolve = {
  path: makePathResolver({ known, root: '/work/shop', report: 'junit.xml' }),
  ending: makeEndingResolver(known, 'junit.xml'),
  import: makeImportResolver(known, [{ name: 'github.com/acme/shop', folder: '' }]),
};

const placesOf = (xml: string): unknown => {
  const read = parseJunit(xml);
  if (!read.ok) return read.trouble;
  return read.value.failing.map((test) =>
    findPlaces(test, resolve).map(({ path, line }) => (line === undefined ? path : `${path}:${line}`)),
  );
};

const suite = (attributes: string, body: string): string =>
  `<?xml version="1.0"?><testsuites><testsuite ${attributes}>${body}</testsuite></testsuites>`;

describe('where a test failed', () => {
  test.each([
    [
      'surefire',
      suite(
        'name="com.acme.PriceTest"',
        `<testcase name="total" classname="com.acme.PriceTest"><failure message="expected 3" type="AssertionError"><![CDATA[org.opentest4j.AssertionFailedError: expected 3
	at org.junit.Assert.fail(Assert.java:89)
	at com.acme.Price.total(Price.java:42)
	at com.acme.PriceTest.total(PriceTest.java:12)]]></failure></testcase>`,
      ),
      [['core/src/main/java/com/acme/Price.java:42', 'core/src/test/java/com/acme/PriceTest.java:12']],
    ],
    [
      'pytest',
      suite(
        'name="pytest"',
        `<testcase classname="tests.test_price.TestTotal" name="test_total"><failure message="assert 1 == 2">tests/test_price.py:7: in test_total
shop/price.py:12: AssertionError</failure></testcase>`,
      ),
      [['tests/test_price.py:7', 'shop/price.py:12']],
    ],
    [
      'pytest with files',
      suite(
        'name="pytest"',
        '<testcase classname="x" file="tests/test_price.py" line="6" name="t"><error message="m">File "/work/shop/shop/price.py", line 3, in total</error></testcase>',
      ),
      [['tests/test_price.py:6', 'shop/price.py:3']],
    ],
    [
      'jest-junit',
      suite(
        'name="price"',
        '<testcase classname="price adds" name="price adds" time="0"><failure>Error: no\n    at add (C:\\ci\\src\\price.ts:3:9)\n    at /work/shop/src/price.test.ts:9:3\n    at node:internal/x:1:1</failure></testcase>',
      ),
      [['src/price.ts:3', 'src/price.test.ts:9']],
    ],
    [
      'vitest',
      suite(
        'name="src/price.test.ts"',
        '<testcase classname="src/price.test.ts" name="adds"><failure message="m">AssertionError: m\n ❯ src/price.test.ts:4:20</failure></testcase>',
      ),
      [['src/price.test.ts:4']],
    ],
    [
      'go-junit-report',
      suite(
        'name="github.com/acme/shop/internal"',
        '<testcase classname="internal" name="TestTotal"><failure message="Failed">    price_test.go:12: wanted 3</failure></testcase>',
      ),
      [['internal/price_test.go:12']],
    ],
    [
      '.NET',
      suite(
        'name="Shop"',
        '<testcase classname="Shop.PriceTests" name="Total"><failure message="m">at Shop.PriceTests.Total() in C:\\ci\\Shop\\PriceTests.cs:line 12</failure></testcase>',
      ),
      [['Shop/PriceTests.cs:12']],
    ],
    [
      'no trace',
      suite('name="s"', '<testcase classname="com.acme.PriceTest" name="t"><failure/></testcase>'),
      [['core/src/test/java/com/acme/PriceTest.java']],
    ],
    [
      'names outside',
      suite(
        'name="s" file="../../etc/passwd"',
        '<testcase name="t" file="C:\\Windows\\win.ini"><failure>/etc/passwd.txt:3\n../../secret.py:4 \\\\host\\share\\a.py:5</failure></testcase>',
      ),
      [[]],
    ],
  ])('%s', (_, xml, expected) => {
    expect(placesOf(xml)).toEqual(expected);
  });
});

test('passed, skipped, and flaky tests did not fail; an error is a failure', () => {
  const read = parseJunit(
    suite(
      'name="s" timestamp="2026-01-02T03:04:05Z"',
      `<testcase name="ok"/><testcase name="off"><skipped/></testcase>
       <testcase name="flaky"><flakyFailure message="x"/></testcase>
       <testcase name="bad"><error message="&#10;why&#10;more">trace</error><system-out>/work/shop/src/price.ts:1</system-out></testcase>`,
    ),
  );
  expect(read).toMatchObject({ ok: true, value: { writtenAt: Date.parse('2026-01-02T03:04:05Z') } });
  expect(read.ok && read.value.failing).toMatchObject([
    { name: 'bad', message: 'why', trace: '\nwhy\nmore\ntrace' },
  ]);
});

test.each([
  ['a suite alone', '<testsuite name="s"/>', []],
  ['another document', '<coverage/>', { reason: 'unknown-format', line: 1 }],
  [
    'cut short',
    '<testsuites><testsuite name="s"><testcase name="t"><failure>',
    { reason: 'syntax', line: 1 },
  ],
])('%s', (_, xml, expected) => {
  expect(placesOf(xml)).toEqual(expected);
});

test('a trace that nobody could read to the end is cut', () => {
  const long = `${'/a'.repeat(3000)}.ts:1\n`.repeat(50) + 'x.ts:1 '.repeat(200_000);
  expect(placesOf(suite('name="s"', `<testcase name="t"><failure>${long}</failure></testcase>`))).toEqual([
    [],
  ]);
});
