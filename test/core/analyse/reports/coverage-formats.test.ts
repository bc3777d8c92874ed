import { describe, expect, test } from 'vitest';
import { parseCoverage } from '../../../../src/core/analyse/reports/coverage/parse-coverage.ts';

const COBERTURA = `<?xml version="1.0" ?>
<!DOCTYPE coverage SYSTEM "http://cobertura.sourceforge.net/xml/coverage-04.dtd">
<coverage version="7.6" timestamp="1700000000000" lines-valid="3">
  <sources><source>/work/shop/src</source><source></source></sources>
  <packages><package name="."><classes>
    <class name="price.py" filename="price.py"><methods/><lines>
      <line number="1" hits="1"/><line number="2" hits="0"/><line number="2" hits="3" branch="true"/>
      <line number="-1" hits="1"/><line number="NaN" hits="1"/><line number="3"/>
    </lines></class>
    <class name="A" filename="a&amp;b.py"><lines/></class>
  </classes></package></packages>
</coverage>`;

const JACOCO = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<!DOCTYPE report PUBLIC "-//JACOCO//DTD Report 1.1//EN" "report.dtd">
<report name="shop"><sessioninfo id="x" start="1700000000000" dump="1700000001000"/>
 <group name="core"><package name="com/acme/shop">
  <class name="com/acme/shop/Price"><method name="total"><counter type="LINE" missed="1" covered="1"/></method></class>
  <sourcefile name="Price.java"><line nr="7" mi="0" ci="3" mb="0" cb="0"/><line nr="8" mi="2" ci="0" mb="0" cb="0"/></sourcefile>
 </package></group></report>`;

const GO = `mode: set
github.com/acme/shop/price.go:7.32,9.2 1 0
github.com/acme/shop/price.go:9.2,9.10 1 4
mode: set
github.com/acme/shop/price.go:1.1,999999999.2 1 1
github.com/acme/shop/price.go:0.1,2.2 1 1
nonsense
`;

const PYTHON = JSON.stringify({
  meta: { format: 3, version: '7.6.1' },
  files: { 'src\\a.py': { executed_lines: [1, 2], missing_lines: [5, -1, null], summary: {} }, 'b.py': 7 },
  totals: { percent_covered: 66 },
});

describe('what is read of each format', () => {
  test.each([
    ['cobertura', COBERTURA, { names: 'paths', roots: ['/work/shop/src'], writtenAt: 1_700_000_000_000 }, 3],
    ['JaCoCo', JACOCO, { names: 'endings', roots: [], writtenAt: 1_700_000_001_000 }, 0],
    ['Go', GO, { names: 'imports', roots: [] }, 3],
    ['coverage.py', PYTHON, { names: 'paths', roots: [] }, 3],
  ])('%s', (_, text, about, dropped) => {
    expect(parseCoverage(text)).toMatchObject({ ok: true, value: about, dropped });
  });

  test.each([
    ['cobertura', COBERTURA, [['price.py', [[1, 1], [2, 3]]], ['a&b.py', []]]], // biome-ignore format: a table
    ['JaCoCo', JACOCO, [['com/acme/shop/Price.java', [[7, 3], [8, 0]]]]], // biome-ignore format: a table
    ['Go', GO, [['github.com/acme/shop/price.go', [[7, 0], [8, 0], [9, 4]]]]], // biome-ignore format: a table
    ['coverage.py', PYTHON, [['src\\a.py', [[5, 0], [1, 1], [2, 1]]]]], // biome-ignore format: a table
  ])('lines of %s', (_, text, files) => {
    const read = parseCoverage(text);
    const hits = read.ok ? [...read.value.hits].map(([name, lines]) => [name, [...lines]]) : read.trouble;
    expect(hits).toEqual(files);
  });
});

describe('what is none', () => {
  test.each([
    [
      'Clover, whose root has the same name',
      '<coverage generated="1"><project name="x"/></coverage>',
      'unknown-format',
    ],
    ['another document', '<html><body/></html>', 'unknown-format'],
    ['half of one', COBERTURA.slice(0, 500), 'syntax'],
    ['half a JSON', PYTHON.slice(0, 90), 'syntax'],
    ['NaN in a JSON', PYTHON.replace('66', 'NaN'), 'syntax'],
    ['other JSON', '{"total": {"lines": {"pct": 5}}}', 'unknown-format'],
    ['nothing', '', 'unknown-format'],
    ['one that is nothing but a mark', '\ufeff', 'unknown-format'],
  ])('%s', (_, text, reason) => {
    expect(parseCoverage(text)).toMatchObject({ ok: false, trouble: { reason } });
  });
});
