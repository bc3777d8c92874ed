import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { splitCommand } from '../../src/config/parse/split-command.ts';
import { datumOf } from '../../src/core/model/problem.ts';
import { wordingOf } from '../../src/report/problems/describe-problem.ts';
import { parse, problemsOf, settingsOf } from './parse.ts';

test('row 55: all problems at once, each with line, column and key, in the order of the file', () => {
  expect(
    problemsOf(
      parse(`agentss: {}
agents:
  claude: { preset: claude-cod, at_onec: 2, at_once: 0, skills: {a: x}, timeout: 3 x }
  "bad name": {}
verify: [1]
setup: { comand: a }
limits: { agents: 10000, minutes: .nan, tasks: 1.5 }
claims: 3
workflows: { a: [{ agnt: 1 }] }
`),
    ),
  ).toEqual([
    '1:1 agentss unknown-key',
    '3:13 agents.claude.preset bad-value',
    '3:33 agents.claude.at_onec unknown-key',
    '3:45 agents.claude.at_once out-of-range',
    '3:66 agents.claude.skills.a wrong-type',
    '3:73 agents.claude.timeout bad-duration',
    '4:3 agents.bad name bad-name',
    '5:10 verify[0] wrong-type',
    '6:1 setup missing-key',
    '6:10 setup.comand unknown-key',
    '7:11 limits.agents out-of-range',
    '7:26 limits.minutes wrong-type',
    '7:41 limits.tasks wrong-type',
    '8:1 claims wrong-type',
    '9:18 workflows.a[0] missing-key',
    '9:20 workflows.a[0].agnt unknown-key',
  ]);
});

test('row 55: an unknown key or value comes with the nearest that is known', () => {
  const nearest = (text: string) => {
    const checked = parse(text);
    return checked.ok ? [] : checked.problems.map((problem) => datumOf(problem, 'nearest'));
  };
  expect(nearest('agentss: {}')).toEqual(['agents']);
  expect(nearest('agents: {a: {at_onec: 1}}')).toEqual(['at_once']);
  expect(nearest('claims: {mode: wran}')).toEqual(['warn']);
  expect(nearest('roles: {saa: {agents: [claud]}}')).toEqual(['claude']);
  expect(nearest('rules: {code-reviw: true}')).toEqual(['code-review']);
  expect(nearest('zzz: 1')).toEqual([undefined]);
});

describe('row 59: numbers and times out of range', () => {
  test.each([
    ['claims: {lease: 0}', 'claims.lease out-of-range'],
    ['claims: {lease: -1}', 'claims.lease out-of-range'],
    ['claims: {lease: 1e9}', 'claims.lease out-of-range'],
    ['claims: {lease: .nan}', 'claims.lease wrong-type'],
    ['claims: {lease: 30s}', 'claims.lease out-of-range'],
    ['claims: {lease: 25h}', 'claims.lease out-of-range'],
    ['claims: {lease: soon}', 'claims.lease bad-duration'],
    ['limits: {agents: 0}', 'limits.agents out-of-range'],
    ['limits: {agents: -1}', 'limits.agents out-of-range'],
    ['limits: {agents: 10000}', 'limits.agents out-of-range'],
    ['agents: {claude: {timeout: 0}}', 'agents.claude.timeout out-of-range'],
    ['agents: {claude: {retries: 11}}', 'agents.claude.retries out-of-range'],
    ['coverage: 101', 'coverage out-of-range'],
    ['limits: {minutes: .inf}', 'limits.minutes out-of-range'],
  ])('row 59: %s', (text, problem) => expect(problemsOf(parse(text)).join()).toContain(problem));

  test.each([
    ['45', 45],
    ['45m', 45],
    ['2h', 120],
    ['90 s', 1.5],
    ['1d', 1440],
  ])('row 59: a lease of %s', (text, minutes) => {
    expect(settingsOf(`claims: {lease: ${text}}`).claims.leaseMinutes).toBe(minutes);
  });
});

describe('row 56: patterns', () => {
  test.each([
    [`${'**/'.repeat(50)}x`, 'bad-glob', 'too-many-wildcards'],
    ['*a*a*a*a*', 'bad-glob', 'too-many-wildcards'],
    ['x'.repeat(1001), 'too-long', undefined],
    ['{1..99999999}', 'bad-glob', 'braces'],
    ['*.{ts,tsx}', 'bad-glob', 'braces'],
    ['+(a|b)', 'bad-glob', 'extglob'],
    ['!secret', 'bad-glob', 'negation'],
    ['../x/**', 'unsafe-path', 'outside'],
    ['/etc/*', 'unsafe-path', 'absolute'],
    ['.git/**', 'unsafe-path', 'git-folder'],
  ])('row 56: %s', (glob, code, reason) => {
    for (const text of [
      `claims: {mergeable: [${JSON.stringify(glob)}]}`,
      `agents: {claude: {paths: [${JSON.stringify(glob)}]}}`,
      `rules: {own: {paths: [a, ${JSON.stringify(glob)}]}}`,
      `workflows: {w: [{task: t, reads: [${JSON.stringify(glob)}]}]}`,
    ]) {
      const checked = parse(text);
      expect(checked.ok ? [] : checked.problems).toMatchObject([{ code }]);
      if (reason !== undefined && !checked.ok) expect(datumOf(checked.problems[0], 'reason')).toBe(reason);
    }
  });

  test('row 56: an escaped brace, a regular expression and a class are only patterns', () => {
    const globs = ['\\{a,b}.ts', '(a+)+$', '[id].tsx', 'src/**/*.ts'];
    expect(settingsOf(`claims: {ignore: ${JSON.stringify(globs)}}`).claims.ignore).toEqual(globs);
  });
});

describe('row 58: commands', () => {
  test.each([
    ['npm test', ['npm', 'test']],
    ['  a   b  ', ['a', 'b']],
    [`sh -c 'a; b' "c d" e\\ f`, ['sh', '-c', 'a; b', 'c d', 'e f']],
    [`a"b"'c'd`, ['abcd']],
    [`a "" ''`, ['a', '', '']],
    [`a "x\\"y\\\\z\\n"`, ['a', 'x"y\\z\\n']],
    [
      'a; rm -rf $(x) `y` && z | w > out',
      ['a;', 'rm', '-rf', '$(x)', '`y`', '&&', 'z', '|', 'w', '>', 'out'],
    ],
    ['a $HOME ~ * {prompt_file}', ['a', '$HOME', '~', '*', '{prompt_file}']],
  ])('row 58: %j is split without a shell', (line, argv) => {
    expect(splitCommand(line)).toMatchObject({ ok: true, argv });
  });

  test.each([
    ['', 'empty'],
    ['   ', 'empty'],
    ['""', 'empty'],
    ['a "b', 'open-quote'],
    ["a 'b", 'open-quote'],
    ['a \\', 'open-escape'],
    ['a\0b', 'nul'],
  ])('row 58: %j is refused', (line, reason) => expect(splitCommand(line)).toEqual({ ok: false, reason }));

  test('row 58: what looks meant for a shell warns; quoted it does not; shell: true is opted in to', () => {
    expect(problemsOf(parse('verify: npm test && npm run lint'))).toEqual(['1:1 verify shell-words']);
    expect(problemsOf(parse(`verify: echo 'a && b'`))).toEqual([]);
    expect(settingsOf('verify: {command: "a && b", shell: true}').verify).toEqual({ shell: 'a && b' });
    expect(settingsOf('agents: {a: {command: "x; y", shell: true}}').agents[0]?.command).toEqual({
      shell: 'x; y',
    });
    expect(problemsOf(parse('agents: {a: {command: [x, y], shell: true}}'))).toEqual([
      '1:14 agents.a.command bad-command',
    ]);
  });

  test('row 58: whatever the words are, quoted they come back', () => {
    const word = fc.string({
      unit: fc.constantFrom('a', ' ', "'", '"', '\\', '$', ';', '\n', 'é'),
      minLength: 1,
    });
    fc.assert(
      fc.property(fc.array(word, { minLength: 1 }), (words) => {
        const single = words.map((each) => `'${each.replaceAll("'", `'\\''`)}'`).join(' ');
        const double = words.map((each) => `"${each.replaceAll(/["\\$`]/g, '\\$&')}"`).join('\t');
        expect(splitCommand(single)).toEqual({ ok: true, argv: words, shellWords: [] });
        expect(splitCommand(double)).toEqual({ ok: true, argv: words, shellWords: [] });
      }),
    );
  });

  test('row 58: argv stays as it is', () => {
    expect(settingsOf('setup: ["a b", "$(id)"]').setup).toEqual({
      argv: ['a b', '$(id)'],
    });
  });
});

describe('cross-checks', () => {
  test.each([
    ['agents: {a: {command: x, preset: codex}}', 'agents.a.preset conflicting-keys'],
    ['agents: {a: {command: x, env: {AGENTIC_PATHS: "[]"}}}', 'agents.a.env.AGENTIC_PATHS reserved-name'],
    ['agents: {a: {env: {"a-b": x}}}', 'agents.a.env.a-b bad-name'],
    ['publish: {branch: "a..b"}', 'publish.branch bad-branch'],
    ['publish: {branch: -x}', 'publish.branch bad-branch'],
    ['publish: {branch: refs/heads/x}', 'publish.branch bad-branch'],
    ['remote: --upload-pack=x', 'remote bad-name'],
    ['link: [../other]', 'link[0] unsafe-path'],
    ['worktrees: .git/trees', 'worktrees unsafe-path'],
    ['rules: {own: {title: x}}', 'rules.own rule-without-paths'],
    ['roles: {own: {agents: [nobody]}}', 'roles.own.agents[0] unknown-agent'],
  ])('%s', (text, problem) => expect(problemsOf(parse(text)).join()).toContain(problem));
});

test('every problem has words and a way out, and nothing of the file reaches them unescaped', () => {
  const hostile = '"\\e[31m\\u202e\\n@org/team"';
  const files = [
    `agents: {${hostile}: {at_once: ${hostile}}}`,
    `${hostile}: 1`,
    `claims: {mode: ${hostile}, ignore: ["/\\e[2J"], lease: ${hostile}}`,
    'workflows: {w: [{task: a, depends_on: b}, {task: a, depends_on: a}]}',
    `verify: "a 'b"`,
    'goal: !x y',
    'a: [',
  ];
  for (const file of files) {
    const checked = parse(file);
    expect(checked.ok).toBe(false);
    for (const problem of checked.ok ? [] : checked.problems) {
      const { what, remedy } = wordingOf(problem);
      expect(`${what} ${remedy}`).not.toMatch(/[\p{Cc}\p{Cf}]|undefined/u);
      expect(what).not.toBe('');
      expect(remedy).not.toBe('');
    }
  }
});
