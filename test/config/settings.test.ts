import { describe, expect, test } from 'vitest';
import { defaultSettings, MERGEABLE } from '../../src/config/normalize/defaults.ts';
import { parse, problemsOf, settingsOf } from './parse.ts';

describe('what teams write', () => {
  test('the five lines of the documentation', () => {
    const settings = settingsOf(`
agents:
  claude: { preset: claude-code, at_once: 2 }
  codex:  { preset: codex, paths: ["web/**"] }
verify: npm test
limits: { agents: 3, minutes: 90 }
claims: { mergeable: ["CHANGELOG.md", "**/package-lock.json", "src/**/index.ts"] }
`);
    expect(settings.agents).toMatchObject([
      {
        id: 'claude',
        atOnce: 2,
        preset: 'claude-code',
        runnable: true,
        origin: 'configured',
        stdin: 'prompt',
        command: {
          argv: [
            'claude',
            '-p',
            '--permission-mode',
            'acceptEdits',
            '--allowedTools',
            'Bash({program} claim:*)',
            '--output-format',
            'stream-json',
            '--verbose',
          ],
        },
        timeoutMinutes: 30,
        retries: 1,
      },
      { id: 'codex', preset: 'codex', paths: ['web/**'] },
    ]);
    expect(settings.verify).toEqual({ argv: ['npm', 'test'] });
    expect(settings.limits).toEqual({ agents: 3, minutes: 90, tasks: 5, jobsPerDay: 50 });
    expect(settings.claims.mergeable).toEqual([...MERGEABLE, 'CHANGELOG.md', 'src/**/index.ts']);
    expect(settings.source).toBe('.agentic-planrc.yaml');
  });

  test.each(['', '# only a comment\n', '{}', '---\n', '\ufeff', 'agents:\nverify:\n'])(
    'row 55: without content (%j) every default holds',
    (text) => {
      expect(settingsOf(text)).toEqual({ ...defaultSettings(), source: '.agentic-planrc.yaml' });
    },
  );

  test('an agent by the name of a known one needs no preset, a list of names is enough', () => {
    expect(settingsOf('agents: {claude: , other: {}}').agents).toMatchObject([
      { id: 'claude', preset: 'claude-code', runnable: true },
      { id: 'other', runnable: false, origin: 'configured' },
    ]);
    expect(settingsOf('agents: [codex, saa, deva_python, codex]').agents).toMatchObject([
      { id: 'codex', runnable: true, origin: 'configured' },
      { id: 'saa', runnable: false, origin: 'role', skills: { security: 0 } },
      { id: 'deva_python', origin: 'role', skills: { python: 0 } },
    ]);
  });

  test('mergeable paths are added to the defaults, which can be taken out one by one or all', () => {
    const mergeable = (...globs: string[]): readonly string[] =>
      settingsOf(`claims: {mergeable: ${JSON.stringify(globs)}}`).claims.mergeable;
    expect(mergeable('docs/**')).toEqual([...MERGEABLE, 'docs/**']);
    expect(mergeable('!**/index.ts')).toEqual(MERGEABLE.filter((glob) => glob !== '**/index.ts'));
    expect(mergeable('!**', 'docs/**')).toEqual(['docs/**']);
    expect(problemsOf(parse('claims: {mergeable: ["!docs/**"]}'))).toEqual([
      '1:22 claims.mergeable[0] bad-glob',
    ]);
  });

  test('own limits of an agent go before those of all', () => {
    const { agents } = settingsOf(
      '{timeout: 2h, retries: 3, agents: {a: {command: x, timeout: 90s}, codex: {retries: 0}}}',
    );
    expect(agents).toMatchObject([
      { timeoutMinutes: 1.5, retries: 3 },
      { timeoutMinutes: 120, retries: 0 },
    ]);
  });

  test('skills: a list means level 0', () => {
    const { agents } = settingsOf('agents: {a: {skills: [python, sql]}, b: {skills: {python: 2}}}');
    expect(agents.map(({ skills }) => ({ ...skills }))).toEqual([{ python: 0, sql: 0 }, { python: 2 }]);
  });

  test('rules: switched off, tuned, or of the team itself', () => {
    const { rules } = settingsOf(`
rules:
  code-review: false
  security-audit: { priority: high, ignore: [docs/] }
  licence-check: { paths: ["**/*.gradle"], title: check licences, writes: [] }
`);
    expect(rules).toMatchObject([
      { kind: 'code-review', enabled: false, custom: false },
      { kind: 'security-audit', enabled: true, custom: false, priority: 80, ignore: ['docs/'] },
      { kind: 'licence-check', enabled: true, custom: true, paths: ['**/*.gradle'], writes: [] },
    ]);
  });
});

describe('other names', () => {
  test('are accepted for ours', () => {
    const settings = settingsOf(`
max_concurrent_agents: 7
coordination: { file_locking: false, max_agents_per_file: 2, dependency_resolution: true }
agents: { a: { run: make agent, capacity: 4 } }
workflows:
  w:
    - { task: one }
    - { task: two, needs: one, when: "true" }
`);
    expect(settings.limits.agents).toBe(7);
    expect(settings.claims).toMatchObject({ mode: 'off', maxAgentsPerFile: 2 });
    expect(settings.agents).toMatchObject([{ command: { argv: ['make', 'agent'] }, atOnce: 4 }]);
    expect(settings.workflows[0]?.steps[1]).toMatchObject({ dependsOn: ['one'], condition: 'true' });
  });

  test('twice the same thing is refused where it was written', () => {
    expect(
      problemsOf(parse('limits: {agents: 2}\nmax_concurrent_agents: 3\nagents: {a: {run: x, command: y}}')),
    ).toEqual(['2:1 max_concurrent_agents conflicting-keys', '3:14 agents.a.run conflicting-keys']);
  });

  test('a wrong value under another name is reported under that name', () => {
    expect(problemsOf(parse('coordination:\n  file_locking: perhaps\n  file_loking: true'))).toEqual([
      '2:3 coordination.file_locking bad-value',
      '3:3 coordination.file_loking unknown-key',
    ]);
  });

  test('dependency_resolution: false warns that order is always respected', () => {
    const checked = parse('coordination: {dependency_resolution: false}');
    expect(checked.ok).toBe(true);
    expect(problemsOf(checked)).toEqual(['1:16 coordination.dependency_resolution order-always-respected']);
  });
});
