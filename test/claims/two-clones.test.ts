import { beforeAll, describe, expect, test } from 'vitest';
import { callProgram } from '../support/call-program.ts';
import { parseJson } from '../support/cli.ts';
import { type GitFixture, makeTeam } from '../support/git-fixture.ts';

// Two clones of one remote on one machine: what one claims, the other is refused, until it is given back.
describe('two clones, one file', () => {
  let first: GitFixture;
  let second: GitFixture;
  let remote: GitFixture;
  let configuration: string;

  beforeAll(() => {
    const team = makeTeam({ 'src/api/users.ts': '1\n', 'docs/api.md': '2\n' });
    first = team.repo;
    remote = team.remote;
    second = remote.clone();
    configuration = first.git('config', '--local', '--list');
  });
  const refs = (): string => remote.git('for-each-ref', '--format=%(refname)', 'refs/agentic/locks');

  test('a claim takes all of its paths', async () => {
    const claimed = await callProgram(first.dir, [
      'claim',
      'src/api/users.ts',
      'docs',
      '--task',
      'fix the 422',
      '--agent',
      'claude',
    ]);
    expect(claimed).toMatchObject({ code: 0, stderr: '' });
    expect(refs()).toBe('refs/agentic/locks/docs\nrefs/agentic/locks/src/api/users.ts');
  });

  test('the second clone is refused with who, what, until when and what can be done; nothing changes', async () => {
    const before = remote.git('for-each-ref');
    const refused = await callProgram(second.dir, ['claim', 'src/api', 'docs/api.md', 'README.md']);
    expect(refused.code).toBe(3);
    expect(refused.stdout).toBe('');
    expect(refused.stderr).toMatch(/^not claimed: .*users\.ts.* held; nothing was changed\n/);
    expect(refused.stderr).toMatch(/by {5}claude \(Test, main\), task fix-the-422-[0-9a-f]{6} "fix the 422"/);
    expect(refused.stderr).toMatch(/since .* until \d\d:\d\d; covers/);
    expect(refused.stderr).toMatch(/free {3}README\.md/);
    expect(refused.stderr).toMatch(/take {3}agentic-plan release c-[0-9a-f]{12} --force/);
    expect(remote.git('for-each-ref')).toBe(before);
  });

  test('in JSON the refusal has what a script needs', async () => {
    const json = parseJson(
      await callProgram(second.dir, ['claim', 'src/api/users.ts', 'README.md', '--json']),
    );
    expect(json).toMatchObject({
      version: 1,
      command: 'claim',
      outcome: 'held',
      changed: false,
      free: ['README.md'],
    });
    expect(json['held']).toMatchObject([{ path: 'src/api/users.ts', agent: 'claude', title: 'fix the 422' }]);
  });

  test('repeating renews, more paths widen, all or nothing', async () => {
    const renewed = parseJson(
      await callProgram(first.dir, ['claim', 'docs/api.md', '--task', 'fix the 422', '--json']),
    );
    expect(renewed).toMatchObject({ how: 'renewed', pushes: 1 });
    const widened = parseJson(
      await callProgram(first.dir, ['claim', 'web/a.ts', '--task', 'fix the 422', '--json']),
    );
    expect(widened).toMatchObject({ how: 'widened', pushes: 1 });
    expect(refs()).toContain('refs/agentic/locks/web/a.ts');
  });

  test('row 46: a claim of the same task by another session is not ours', async () => {
    const other = await callProgram(second.dir, ['claim', 'lib/z.ts', '--task', 'fix the 422']);
    expect(other.code).toBe(3);
    expect(other.stderr).toMatch(/task fix-the-422-[0-9a-f]{6} is held by claude \(Test, main\)/);
  });

  test('check says which changed paths are somebody else’s', async () => {
    const clear = await callProgram(first.dir, ['check', 'docs/api.md']);
    expect(clear.code).toBe(0);
    const held = await callProgram(second.dir, ['check', 'docs/api.md', 'README.md']);
    expect(held.code).toBe(1);
    expect(held.stdout).toMatch(/docs\/api\.md {3}claimed by claude \(Test, main\)/);
  });

  test('row 50: released once it is free, a second release changes nothing, a wrong id is refused', async () => {
    expect((await callProgram(second.dir, ['release', 'c-000000000000'])).code).toBe(2);
    const foreign = parseJson(await callProgram(second.dir, ['status', '--json']));
    const [claim] = Array.isArray(foreign['claims']) ? foreign['claims'] : [];
    expect((await callProgram(second.dir, ['release', String(claim.id)])).code).toBe(3);
    expect(await callProgram(first.dir, ['release'])).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/^released: /),
    });
    expect(await callProgram(first.dir, ['release'])).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/^nothing to release/),
    });
    expect(refs()).toBe('');
    expect((await callProgram(second.dir, ['claim', 'src'])).code).toBe(0);
  });

  test('a person may end another’s claim', async () => {
    const taken = await callProgram(first.dir, ['release', 'src', '--force']);
    expect(taken.code).toBe(0);
    expect(refs()).toBe('');
    const lost = await callProgram(second.dir, ['claim', 'src']);
    expect(lost.code).toBe(0); // renewing found it lost and took it again
  });

  test('the user’s own refs, configuration, hooks and worktrees are as they were', () => {
    expect(first.git('for-each-ref', '--format=%(refname)')).not.toContain('agentic');
    expect(first.git('worktree', 'list').split('\n')).toHaveLength(1);
    expect(first.git('config', '--local', '--list')).toBe(configuration);
    expect(first.git('status', '--porcelain')).toBe('');
  });
});
