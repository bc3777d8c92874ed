import { mkdirSync, symlinkSync, truncateSync, utimesSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readReports } from '../../src/app/signals/reports/read-reports.ts';
import type { SignalSettings } from '../../src/core/model/settings.ts';
import { type GitFixture, makeRepository } from '../support/git-fixture.ts';
import { openAt } from '../support/open-repository.ts';

const USUAL: SignalSettings = { coverage: [], findings: [], tests: [], advisories: [] };

/** A change of a few files on a branch, with reports beside it. */
function shop(reports: Readonly<Record<string, string>>): GitFixture {
  const fixture = makeRepository();
  fixture.commit({ 'go.mod': 'module github.com/acme/shop\n', 'src/old.ts': 'x\n', 'package.json': '{}\n' });
  fixture.git('checkout', '-q', '-b', 'work');
  fixture.commit({
    'src/price.ts': 'a\nb\n',
    'price.go': 'package shop\n',
    'core/src/main/java/com/acme/Price.java': 'class Price {}\n',
    'package.json': '{"dependencies": {"lodash": "4"}}\n',
  });
  for (const [file, text] of Object.entries(reports)) write(fixture, file, text);
  return fixture;
}

function write({ dir }: GitFixture, file: string, text: string): void {
  mkdirSync(dirname(join(dir, file)), { recursive: true });
  writeFileSync(join(dir, file), text);
}

async function read({ dir, tip }: GitFixture, signals: Partial<SignalSettings> = {}) {
  const repository = await openAt(dir);
  const head = tip('HEAD');
  const changes = await repository.readChanges({ base: tip('main'), head });
  return readReports({ repository, head, changes, signals: { ...USUAL, ...signals } });
}

const LCOV = 'SF:src/price.ts\nDA:1,1\nDA:2,0\nend_of_record\n';
const GO = 'mode: set\ngithub.com/acme/shop/price.go:1.1,1.9 1 0\n';
const JACOCO =
  '<report name="x"><package name="com/acme"><sourcefile name="Price.java"><line nr="1" ci="0"/></sourcefile></package></report>';
const SARIF = JSON.stringify({
  version: '2.1.0',
  runs: [
    {
      tool: { driver: { name: 'scan' } },
      results: ['src/price.ts', 'src/old.ts', '../../etc/passwd'].map((uri) => ({
        ruleId: 'r',
        message: { text: 'm' },
        locations: [{ physicalLocation: { artifactLocation: { uri }, region: { startLine: 2 } } }],
      })),
    },
  ],
});
const JUNIT =
  '<testsuite name="s"><testcase name="t" classname="x"><failure message="no">at src/price.ts:2:1</failure></testcase></testsuite>';
const NPM = JSON.stringify({
  auditReportVersion: 2,
  vulnerabilities: { lodash: { via: [{ name: 'lodash', title: 'Bad', severity: 'high' }] } },
});

describe('found at the usual places', () => {
  test.each([
    ['coverage/lcov.info', LCOV, 'src/price.ts', [2]],
    ['cover.out', GO, 'price.go', [1]],
    ['core/target/site/jacoco/jacoco.xml', JACOCO, 'core/src/main/java/com/acme/Price.java', [1]],
  ])('coverage: %s', async (file, text, path, uncovered) => {
    const { coverage, problems } = await read(shop({ [file]: text }));
    expect(coverage).toMatchObject({ source: file, files: [{ path, uncovered }] });
    expect(problems).toEqual([]);
  });

  test('findings and failing tests of changed files alone, advisories of all', async () => {
    const reading = await read(
      shop({ 'scan.sarif': SARIF, 'test-results/unit.xml': JUNIT, 'npm-audit.json': NPM }),
    );
    expect(reading).toMatchObject({
      findings: [{ path: 'src/price.ts', lines: [2, 2], rule: 'r', source: { file: 'scan.sarif' } }],
      failingTests: [{ name: 'x: t', message: 'no', places: [{ path: 'src/price.ts', line: 2 }] }],
      advisories: [{ package: 'lodash', severity: 'high' }],
      problems: [],
    });
    expect(JSON.stringify(reading)).not.toContain('passwd');
  });

  test('nothing there: nothing said, each part absent', async () => {
    expect(await read(shop({}))).toEqual({ problems: [] });
  });
});

describe('the configuration', () => {
  test('names places besides the usual ones, folders and globs too', async () => {
    const fixture = shop({ 'out/a/scan.json': SARIF, 'out/b/t.xml': JUNIT, 'scan.sarif': SARIF });
    const reading = await read(fixture, { findings: ['out/a'], tests: ['out/**/*.xml'] });
    expect(reading.findings).toMatchObject([{ source: { file: 'out/a/scan.json' } }]);
    expect(reading.failingTests).toHaveLength(1);
  });

  test('configured coverage is read instead of the usual one', async () => {
    const fixture = shop({ 'coverage/lcov.info': LCOV, 'ci/a.info': LCOV, 'ci/b.out': GO });
    const { coverage } = await read(fixture, { coverage: ['ci'] });
    expect(coverage?.source).toBe('ci/a.info, ci/b.out');
    expect(coverage?.files).toHaveLength(2);
    expect((await read(fixture, { coverage: ['nothing/there'] })).coverage?.source).toBe(
      'coverage/lcov.info',
    );
  });

  test('off reads none', async () => {
    const fixture = shop({ 'coverage/lcov.info': LCOV, 'scan.sarif': SARIF });
    expect(await read(fixture, { coverage: false, findings: false })).toEqual({ problems: [] });
  });
});

describe('a report older than the change', () => {
  const age = (fixture: GitFixture, file: string): void => utimesSync(join(fixture.dir, file), 1, 1);

  test('says so of each file', async () => {
    const fixture = shop({
      'coverage/lcov.info': LCOV,
      'scan.sarif': SARIF,
      'junit.xml': JUNIT,
      'npm-audit.json': NPM,
    });
    for (const file of ['coverage/lcov.info', 'scan.sarif', 'junit.xml', 'npm-audit.json'])
      age(fixture, file);
    const reading = await read(fixture);
    expect(reading.coverage).toMatchObject({ at: 1000, files: [{ older: true }] });
    for (const part of [reading.findings, reading.failingTests, reading.advisories])
      expect(part).toMatchObject([{ older: true, source: { at: 1000 } }]);
  });

  test('one that git tracks is as old as its own last change', async () => {
    const fixture = makeRepository();
    fixture.commit({ 'scan.sarif': SARIF });
    fixture.git('checkout', '-q', '-b', 'work');
    fixture.commit({ 'src/price.ts': 'a\nb\n' });
    expect((await read(fixture)).findings).toMatchObject([{ older: true }]);
    fixture.commit({ 'scan.sarif': `${SARIF}\n` });
    expect((await read(fixture)).findings?.map(({ older }) => older)).toEqual([undefined]);
  });
});

describe('what is wrong with a report is a note', () => {
  const codesOf = async (fixture: GitFixture) =>
    (await read(fixture)).problems.map(({ code, where, data }) => [
      code,
      where?.file,
      'reason' in data ? data.reason : '',
    ]);

  test('100 MB are refused by size', async () => {
    const fixture = shop({ 'coverage/lcov.info': '' });
    truncateSync(join(fixture.dir, 'coverage/lcov.info'), 100_000_000);
    expect(await codesOf(fixture)).toEqual([['report-unreadable', 'coverage/lcov.info', 'too-large']]);
  });

  test.each([
    ['cut short', 'coverage.xml', '<coverage><packages>', 'syntax'],
    ['a bomb', 'junit.xml', '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>', 'entities'],
    ['of nobody', 'lcov.info', 'hello', 'unknown-format'],
    ['half a SARIF', 'x.sarif', SARIF.slice(0, 100), 'syntax'],
  ])('%s', async (_, file, text, reason) => {
    expect(await codesOf(shop({ [file]: text }))).toEqual([['report-unreadable', file, reason]]);
  });

  test('one of another repository', async () => {
    const fixture = shop({
      'lcov.info': LCOV.replaceAll('price', 'other'),
      'x.sarif': SARIF.replaceAll('src/', 'lib/'),
    });
    expect(await codesOf(fixture)).toEqual([
      ['report-of-other-files', 'lcov.info', ''],
      ['report-of-other-files', 'x.sarif', ''],
    ]);
  });

  test('entries that make no sense are counted', async () => {
    expect(await codesOf(shop({ 'lcov.info': LCOV.replace('DA:1,1', 'DA:NaN,1\nDA:-1,2') }))).toEqual([
      ['report-entries-dropped', 'lcov.info', ''],
    ]);
  });

  test('one behind a link is not there, and neither is a folder of that name', async () => {
    const fixture = shop({ 'coverage/lcov.info/x': '' });
    symlinkSync('/etc/passwd', join(fixture.dir, 'junit.xml'));
    symlinkSync('/etc', join(fixture.dir, 'test-results'));
    expect(await read(fixture)).toEqual({ problems: [] });
  });
});
