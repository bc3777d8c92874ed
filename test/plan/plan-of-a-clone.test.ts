import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import { describe, expect, test } from 'vitest';
import { makePlan } from '../../src/app/plan/make-plan.ts';
import { runExplain } from '../../src/cli/commands/explain.ts';
import { runPlan } from '../../src/cli/commands/plan/plan.ts';
import { openPlanning } from '../../src/cli/open/planning.ts';
import { openWorkspace } from '../../src/cli/open/workspace.ts';
import { runCommand } from '../support/command-context.ts';
import { type GitFixture, makeRepository } from '../support/git-fixture.ts';

const schema = JSON.parse(readFileSync(new URL('../../schema/plan.schema.json', import.meta.url), 'utf8'));
const isPlan = new Ajv({ strict: false }).compile(schema);

const SESSION = 'export class UserSession {\n  refresh(): void {\n    go();\n  }\n}\n';

/** `feature/login` changes a login path that a document describes, and lines that no test covers. */
function shop(): GitFixture {
  const repository = makeRepository();
  repository.commit({
    'src/auth/session.ts': SESSION,
    'src/auth/session.test.ts': 'test();\n',
    'docs/api.md': '# API\n\nCall `UserSession.refresh()`.\n',
    '.gitignore': 'coverage/\n',
  });
  repository.git('checkout', '-q', '-b', 'feature/login');
  repository.commit({
    'src/auth/session.ts': SESSION.replace('refresh()', 'refresh(now: Date)').replace('go()', 'go(now)'),
  });
  mkdirSync(`${repository.dir}/coverage`);
  writeFileSync(
    `${repository.dir}/coverage/lcov.info`,
    'SF:src/auth/session.ts\nDA:1,1\nDA:2,1\nDA:3,0\nend_of_record\n',
  );
  return repository;
}

const OPTIONS = { base: 'main' };

describe('a plan of a clone', () => {
  test('finds the three tasks with their evidence', async () => {
    const { dir } = shop();
    const { code, result } = await runCommand(runPlan, dir, { json: true, options: OPTIONS });
    expect(code).toBe(0);
    const report = JSON.parse(result);
    expect(report).toMatchObject({ version: 1, command: 'plan', outcome: 'planned', changed: false });
    expect(report.plan.tasks).toMatchObject([
      { kind: 'security-audit', files: ['src/auth/session.ts'] },
      {
        kind: 'test-coverage',
        target: 85,
        why: expect.stringContaining('1 of 2 changed lines untested: 50 %, wanted 85 %'),
        writes: ['src/auth/session.test.ts'],
      },
      {
        kind: 'documentation-update',
        files: ['docs/api.md'],
        why: expect.stringContaining('docs/api.md:3 shows a call of UserSession.refresh'),
        evidence: [
          { kind: 'mention', file: 'docs/api.md', line: 3, how: 'changed', of: 'src/auth/session.ts' },
        ],
      },
    ]);
    expect(report.plan.run).toMatch(/^feature-login-[0-9a-f]{8}$/);
    expect(isPlan(report.plan), JSON.stringify(isPlan.errors)).toBe(true);
    expect(isPlan({ ...report.plan, version: 2 })).toBe(false);
    expect(isPlan({ ...report.plan, more: 1 })).toBe(false);
  });

  test('the screen says the same within 100 columns', async () => {
    const { dir } = shop();
    const { result } = await runCommand(runPlan, dir, { options: OPTIONS });
    expect(result).toContain('feature/login → main     1 file, +2 −2, base ');
    expect(result).toMatch(/read-only: nothing is pushed|read-only; run would publish/);
    expect(result).toMatch(/1 {2}security-audit +src\/auth\/session\.ts/);
    expect(result).toContain('agentic-plan explain 1');
    for (const line of result.split('\n')) expect(line.length, line).toBeLessThanOrEqual(100);
  });

  test('with agents on PATH they get the tasks, and run is offered', async () => {
    const repository = shop();
    const bin = `${repository.dir}/../bin`;
    mkdirSync(bin);
    for (const name of ['claude', 'codex']) writeFileSync(`${bin}/${name}`, '#!/bin/sh\n', { mode: 0o755 });
    const env = { AGENTIC_HOLDER: 'tester', PATH: bin };
    const { result } = await runCommand(runPlan, repository.dir, { options: OPTIONS, env });
    expect(result).toContain('Agents   claude, codex (found on PATH; no configuration file)');
    expect(result).toContain('agentic-plan run --dry-run');
    expect(result).toContain('Cost     3 agent runs');
  });

  test('row 75: the same clone gives the same bytes, in another time zone and locale, too', async () => {
    const { dir } = shop();
    const plan = async (): Promise<string> => {
      const { result } = await runCommand(runPlan, dir, { json: true, options: OPTIONS });
      return JSON.stringify(JSON.parse(result).plan);
    };
    const first = await plan();
    process.env['TZ'] = 'Pacific/Auckland';
    process.env['LC_ALL'] = 'tr_TR.UTF-8';
    expect(await plan()).toBe(first);
    process.env['TZ'] = 'UTC';
    process.env['LC_ALL'] = 'C';
  });

  test('row 73: nothing changed: an empty plan, exit 0, and it says so', async () => {
    const repository = makeRepository();
    repository.commit({ 'a.txt': 'a\n' });
    repository.git('checkout', '-q', '-b', 'same');
    repository.git('commit', '-q', '--allow-empty', '-m', 'nothing');
    const { code, result } = await runCommand(runPlan, repository.dir, { options: OPTIONS });
    expect(code).toBe(0);
    expect(result).toContain('Nothing changed, so there is nothing to do.');
  });

  test('rows 1, 3, 4, 11, 13, 14: hostile names are data everywhere', async () => {
    const repository = makeRepository();
    repository.commit({ 'a.txt': 'a\n' });
    repository.git('checkout', '-q', '-b', 'names');
    const names = [
      '$(touch pwned).ts',
      'a\nb.ts',
      '\x1b[31m.ts',
      '\udcff\udcfe.ts',
      '\u00e9.ts',
      'e\u0301.ts',
      'X.ts',
      'x.ts',
    ];
    repository.commit(Object.fromEntries(names.map((name) => [`src/auth/${name}`, 'token = 1\n'])), {
      checkout: false,
    });
    const { code, result } = await runCommand(runPlan, repository.dir, { json: true, options: OPTIONS });
    expect(code).toBe(0);
    const { plan } = JSON.parse(result);
    expect(isPlan(plan), JSON.stringify(isPlan.errors)).toBe(true);
    const audit = plan.tasks.find((task: { kind: string }) => task.kind === 'security-audit');
    expect([...audit.files].sort()).toEqual(names.map((name) => `src/auth/${name}`).sort());
    expect(audit.path_base64).toEqual({
      'src/auth/\udcff\udcfe.ts': Buffer.from('src/auth/\xff\xfe.ts', 'latin1').toString('base64'),
    });
    expect(plan.notices.filter((notice: { code: string }) => notice.code === 'case-fold-clash')).toHaveLength(
      2,
    );
    for (const options of [OPTIONS, { ...OPTIONS, markdown: true }, { ...OPTIONS, mermaid: true }]) {
      const shown = await runCommand(runPlan, repository.dir, { options });
      expect(shown.result + shown.said).not.toMatch(/\x1b|\x07|[\udc80-\udcff]/);
      expect(shown.result.isWellFormed()).toBe(true);
    }
  });

  test('a revision that does not exist is refused, and nothing else is said', async () => {
    const { dir } = shop();
    const { code, result, said } = await runCommand(runPlan, dir, { options: { base: 'nowhere' } });
    expect([code, result]).toEqual([2, '']);
    expect(said).toContain('nowhere');
  });

  test('--output writes the plan alone', async () => {
    const { dir } = shop();
    await runCommand(runPlan, dir, { options: { ...OPTIONS, output: 'coverage/plan.json' } });
    const plan = JSON.parse(readFileSync(`${dir}/coverage/plan.json`, 'utf8'));
    expect(isPlan(plan), JSON.stringify(isPlan.errors)).toBe(true);
  });

  test('a coverage report that is none is a warning, and the plan goes on', async () => {
    const { dir } = shop();
    writeFileSync(`${dir}/coverage/lcov.info`, '<html>Sign in</html>');
    const { code, result, said } = await runCommand(runPlan, dir, { options: OPTIONS });
    expect(code).toBe(0);
    expect(said).toContain('coverage/lcov.info');
    expect(result).not.toContain('test-coverage');
  });

  test('row 60: on a pull request the configuration of the base counts, and that is said', async () => {
    const repository = shop();
    repository.git('checkout', '-q', 'main');
    const base = repository.commit({ '.agentic-planrc.yaml': 'rules: {documentation-update: false}\n' });
    repository.git('checkout', '-q', 'feature/login');
    repository.git('merge', '-q', '--no-edit', 'main');
    repository.commit({ '.agentic-planrc.yaml': 'rules: {security-audit: false}\n' });
    const deps = await openPlanning(
      openWorkspace({ cwd: repository.dir, env: {}, now: new Date('2026-01-02T12:00:00Z') }),
    );
    if (!deps.ok) throw new Error('the clone was refused');
    const made = await makePlan(deps.value, { pullRequestBase: base, offline: true });
    if (!made.ok) throw new Error(made.problems.map(({ code }) => code).join());
    const kinds = made.value.plan.tasks.map(({ kind }) => kind);
    expect(kinds).toContain('security-audit');
    expect(kinds).not.toContain('documentation-update');
    expect(made.value.plan.notices.map(({ code }) => code)).toContain('config-from-base');
  });

  test('explain says why, by number, kind or id', async () => {
    const { dir } = shop();
    for (const name of ['1', 'security-audit']) {
      const { code, result } = await runCommand(runExplain, dir, { operands: [name], options: OPTIONS });
      expect(code).toBe(0);
      expect(result).toContain('70 = 55 (base of security-audit) + 15 (sessions)');
    }
    const unknown = await runCommand(runExplain, dir, { operands: ['9'], options: OPTIONS });
    expect(unknown.code).toBe(2);
  });
});
