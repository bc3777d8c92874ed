import { describe, expect, test } from 'vitest';
import { parse, problemsOf, settingsOf } from './parse.ts';

describe('a rule is switched off, or narrowed', () => {
  test.each([
    ['off', false],
    ['false', false],
    ['{ enabled: false }', false],
    ['on', true],
    ['true', true],
    ['{ ignore: ["docs/**"] }', true],
  ])('code-review: %s', (written, enabled) => {
    expect(settingsOf(`rules: { code-review: ${written} }`).rules).toMatchObject([
      { kind: 'code-review', enabled, custom: false },
    ]);
  });

  test('another word is refused with those that there are', () => {
    expect(problemsOf(parse('rules: { code-review: never }'))).toHaveLength(1);
    expect(parse('rules: { code-review: never }').ok).toBe(false);
  });
});

describe('where reports lie', () => {
  test('a path, a list, none at all', () => {
    const text =
      'signals: { coverage: out/lcov.info, tests: ["out/**/*.xml"], findings: off, advisories: false }';
    expect(settingsOf(text).signals).toEqual({
      coverage: ['out/lcov.info'],
      tests: ['out/**/*.xml'],
      findings: false,
      advisories: false,
    });
    expect(settingsOf('').signals).toEqual({ coverage: [], tests: [], findings: [], advisories: [] });
  });

  test.each([
    ['signals: { coverage: ../lcov.info }', ['1:12 signals.coverage unsafe-path']],
    ['signals: { tests: ["/tmp/*.xml"] }', ['1:20 signals.tests[0] unsafe-path']],
    ['signals: { tests: ["*.{xml,json}"] }', ['1:20 signals.tests[0] bad-glob']],
    ['signals: { converage: x }', ['1:12 signals.converage unknown-key']],
  ])('%s', (text, problems) => {
    expect(problemsOf(parse(text))).toEqual(problems);
  });
});

describe('when audits were made', () => {
  const at = Date.UTC(2025, 5, 15);
  test.each([
    ['audits: { security-audit: 2025-06-15 }', [{ kind: 'security-audit', at }]],
    ['last_security_audit: 2025-06-15', [{ kind: 'security-audit', at }]],
    ['last_dependency_audit: 2025-06-15T00:00:00Z', [{ kind: 'dependency-audit', at }]],
    ['', []],
  ])('%s', (text, audits) => {
    expect(settingsOf(text).lastAudits).toEqual(audits);
  });

  test.each([
    ['audits: { security-audit: soon }', ['1:11 audits.security-audit bad-date']],
    ['audits: { security-audit: 2025-02-30 }', ['1:11 audits.security-audit bad-date']],
    ['audits: { review: 2025-06-15 }', ['1:11 audits.review unknown-key']],
  ])('%s', (text, problems) => {
    expect(problemsOf(parse(text))).toEqual(problems);
  });
});
