import { beforeEach, describe, expect, test } from 'vitest';
import { callProgram } from '../support/call-program.ts';
import { CLI, parseJson, runCli } from '../support/cli.ts';
import { type GitFixture, makeTeam } from '../support/git-fixture.ts';

// An agent that was started by `claim … -- agent` calls the same commands as any other; its wrapper answers.
describe('inside claim … -- agent', () => {
  let repo: GitFixture;
  let remote: GitFixture;

  beforeEach(() => {
    const team = makeTeam({ 'src/a.ts': '1\n', 'src/b.ts': '2\n', 'docs/x.md': '3\n' });
    repo = team.repo;
    remote = team.remote;
  });
  const locks = (): string => remote.git('for-each-ref', '--format=%(refname)', 'refs/agentic/locks');
  /** Runs a script as the wrapped agent; it has `ours(...args)` and `person(...args)`, who is not wrapped. */
  const wrap = async (path: string, script: string): Promise<Record<string, unknown>> => {
    const prelude = `const { spawnSync } = require('node:child_process'), fs = require('node:fs');
      const run = (env, args) => spawnSync(process.execPath, [${JSON.stringify(CLI)}, ...args], { env, encoding: 'utf8' });
      const ours = (...args) => run(process.env, args);
      const { AGENTIC_CLAIM, AGENTIC_DIR, ...rest } = process.env;
      const person = (...args) => run({ ...rest, AGENTIC_HOLDER: 'person' }, args);
      const refs = () => String(spawnSync('git', ['-C', ${JSON.stringify(remote.dir)}, 'for-each-ref', '--format=%(refname)', 'refs/agentic/locks']).stdout);
      const say = (value) => console.log(JSON.stringify(value));`;
    return parseJson(
      await runCli(repo.dir, ['claim', path, '--', process.execPath, '-e', `${prelude}${script}`]),
    );
  };

  test('more paths widen the claim that the wrapper holds', async () => {
    const said = await wrap(
      'src/a.ts',
      `const more = ours('claim', 'docs', '--json');
       say({ code: more.status, json: JSON.parse(more.stdout), id: AGENTIC_CLAIM, refs: refs() });`,
    );
    expect(said).toMatchObject({ code: 0, json: { outcome: 'claimed', claim: { id: said['id'] } } });
    expect(said['json']).toMatchObject({ claim: { paths: ['src/a.ts', 'docs'] } });
    expect(said['refs']).toBe('refs/agentic/locks/docs\nrefs/agentic/locks/src/a.ts\n');
    expect(locks()).toBe('');
  });

  test('a path of somebody else is refused as always: exit 3, by whom, what is free', async () => {
    await callProgram(repo.dir, ['claim', 'src/b.ts', '--task', 'fix 422', '--agent', 'claude'], {
      env: { AGENTIC_HOLDER: 'other' },
    });
    const said = await wrap(
      'src/a.ts',
      `const text = ours('claim', 'src/b.ts', 'docs/x.md');
       const json = ours('claim', 'src/b.ts', 'docs/x.md', '--json');
       say({ code: text.status, stdout: text.stdout, stderr: text.stderr, json: JSON.parse(json.stdout) });`,
    );
    expect(said).toMatchObject({ code: 3, stdout: '' });
    expect(said['stderr']).toMatch(/^not claimed: src\/b\.ts is held; nothing was changed\n/);
    expect(said['stderr']).toMatch(
      /by {5}claude \(Test, main\), task fix-422-\S+ "fix 422"\n {2}since .* until \d\d:\d\d/,
    );
    expect(said['json']).toMatchObject({
      outcome: 'held',
      free: ['docs/x.md'],
      held: [{ path: 'src/b.ts', title: 'fix 422' }],
    });
    expect(locks()).toBe('refs/agentic/locks/src/b.ts');
  });

  test('check knows the wrapper’s claim as its own, and release leaves it to the wrapper', async () => {
    const said = await wrap(
      'src/a.ts',
      `const check = ours('check', 'src/a.ts'), release = ours('release');
       say({ check: check.status, release: release.status, said: release.stdout, refs: refs() });`,
    );
    expect(said).toMatchObject({ check: 0, release: 0, refs: 'refs/agentic/locks/src/a.ts\n' });
    expect(said['said']).toMatch(/^nothing to do: c-\S+ is given back by the command that started you/);
  });

  test('a claim that a person has ended is told as soon as it is known', async () => {
    const said = await wrap(
      'src/a.ts',
      `person('release', 'src/a.ts', '--force');
       const more = ours('claim', 'docs');
       say({ code: more.status, stderr: more.stderr, notices: fs.readFileSync(AGENTIC_DIR + '/notices.jsonl', 'utf8') });`,
    );
    expect(said).toMatchObject({ code: 4 });
    expect(said['stderr']).toMatch(/your claim was lost/);
    expect(JSON.parse(String(said['notices']))).toMatchObject({ kind: 'claim-lost', paths: ['src/a.ts'] });
    expect(locks()).toBe('');
  });

  test('row 16: a path that leads outside is refused before anybody is asked', async () => {
    const said = await wrap(
      'src/a.ts',
      `const more = ours('claim', '../x', '--json'); say({ code: more.status, json: JSON.parse(more.stdout) });`,
    );
    expect(said).toMatchObject({ code: 2, json: { problems: [{ code: 'unsafe-path' }] } });
  });

  test('a directory above what is held cannot be had, and that is said', async () => {
    const said = await wrap(
      'src/a.ts',
      `const more = ours('claim', 'src'); say({ code: more.status, stderr: more.stderr, refs: refs() });`,
    );
    expect(said).toMatchObject({ code: 4, refs: 'refs/agentic/locks/src/a.ts\n' });
    expect(said['stderr']).toMatch(/src lies above what you hold: name the files in it/);
  });

  test('a wrapper that is gone is told apart from a refusal', async () => {
    const env = { AGENTIC_CLAIM: 'c-0123456789ab', AGENTIC_DIR: '/nonexistent/agentic' };
    const silent = await callProgram(repo.dir, ['claim', 'src/a.ts', '--json'], { env });
    expect(silent.code).toBe(4);
    expect(parseJson(silent)).toMatchObject({ problems: [{ code: 'wrapper-silent' }] });
  });
});
