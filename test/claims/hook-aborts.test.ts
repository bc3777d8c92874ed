import { chmodSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { callProgram } from '../support/call-program.ts';
import { type GitFixture, makeFolder, makeTeam } from '../support/git-fixture.ts';

const HOOKS = [
  ['pre-receive', 'echo "not on Fridays" >&2; exit 1'],
  ['update', 'echo "not on Fridays" >&2; exit 1'],
  ['reference-transaction', '[ "$1" = prepared ] || exit 0; echo "not on Fridays" >&2; exit 1'],
] as const;

describe.each(HOOKS)('a push that the server’s %s hook aborts', (name, script) => {
  let repo: GitFixture;
  let remote: GitFixture;
  let hook: string;
  beforeEach(() => {
    const agents = 'agents:\n  ada: { command: ["sh", "-c", "echo x >> a.ts"] }\n';
    ({ repo, remote } = makeTeam({ 'a.ts': '1\n', 'b.ts': '2\n', '.agentic-planrc.yaml': agents }));
    hook = join(remote.dir, 'hooks', name);
    mkdirSync(join(remote.dir, 'hooks'), { recursive: true });
  });
  const forbid = (): void => {
    writeFileSync(hook, `#!/bin/sh\n${script}\n`);
    chmodSync(hook, 0o755);
  };
  const run = (...args: string[]) => callProgram(repo.dir, args);
  const locks = () => remote.git('for-each-ref', '--format=%(refname:lstrip=3)', 'refs/agentic/locks');

  test('claim says so, with the hook’s words, and nothing is left to be found out', async () => {
    forbid();
    const refused = await run('claim', 'a.ts');
    expect(refused).toMatchObject({ code: 4, stdout: '' });
    expect(refused.stderr).toMatch(/declined the push.*not on Fridays/);
    expect(refused.stderr).not.toMatch(/busy|not known|held by/);
    rmSync(hook);
    expect((await run('release')).stdout).toMatch(/^nothing to release/);
  });

  test('release, of all or of a part, says so, and is done as soon as the hook lets it', async () => {
    await run('claim', 'a.ts', 'b.ts');
    forbid();
    for (const names of [['a.ts'], []]) {
      const refused = await run('release', ...names);
      expect(refused).toMatchObject({ code: 4, stdout: '' });
      expect(refused.stderr).toMatch(/declined the push.*not on Fridays/);
      expect(refused.stderr).not.toMatch(/busy|not known/);
      expect(locks()).toBe('a.ts\nb.ts');
    }
    rmSync(hook);
    expect(await run('release')).toMatchObject({ code: 0, stderr: '' });
    expect(locks()).toBe('');
  });

  test('a run says so', async () => {
    forbid();
    const tasks = join(makeFolder(), 'tasks.yaml');
    writeFileSync(tasks, 'tasks:\n  - { id: t1, title: one, writes: [a.ts] }\n');
    const ran = await run('run', '--tasks', tasks);
    expect(ran.code).toBe(4);
    expect(`${ran.stdout}${ran.stderr}`).toMatch(/declined the push.*not on Fridays/);
  });
});
