import { chmodSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { callProgram } from '../support/call-program.ts';
import { parseJson } from '../support/cli.ts';
import { serveWithFaults } from '../support/fault-proxy.ts';
import { type GitFixture, makeTeam } from '../support/git-fixture.ts';

/** What a server does to claims is seen by none of its answers to a look: `doctor` takes one and gives it back. */
describe('doctor tries a claim', () => {
  let repo: GitFixture;
  let remote: GitFixture;
  beforeEach(() => {
    const team = makeTeam({ 'src/a.ts': '1\n' });
    repo = team.repo;
    remote = team.remote;
  });
  const refs = (): string => remote.git('for-each-ref', '--format=%(refname)', 'refs/agentic');
  const hook = (name: string, script: string): void => {
    const path = join(remote.dir, 'hooks', name);
    writeFileSync(path, `#!/bin/sh\n${script}\n`);
    chmodSync(path, 0o755);
  };

  test('nothing of it stays, here or there', async () => {
    const done = await callProgram(repo.dir, ['doctor']);
    expect(done).toMatchObject({ code: 0, stderr: '' });
    expect(done.stdout).toMatch(/pushes a claim to refs\/agentic\/ and takes it back \(3 pushes\)/);
    expect(done.stdout).toMatch(/claims +one was taken, seen and given back/);
    expect(refs()).toBe('');
    const asked = parseJson(await callProgram(repo.dir, ['doctor', '--json']));
    expect(asked).toMatchObject({ outcome: 'sound', changed: false, may_push: true, pushes: 3 });
    expect((await callProgram(repo.dir, ['release'])).stdout).toMatch(/nothing to release/);
  });

  test('somebody who holds everything is not in its way, and what the session holds stays its own', async () => {
    await callProgram(repo.dir, ['claim', 'src'], { env: { AGENTIC_HOLDER: 'one' } });
    const before = refs();
    expect((await callProgram(repo.dir, ['doctor'], { env: { AGENTIC_HOLDER: 'one' } })).code).toBe(0);
    expect(refs()).toBe(before);
    expect((await callProgram(repo.dir, ['release'], { env: { AGENTIC_HOLDER: 'one' } })).stdout).toMatch(
      /released: src/,
    );
  });

  const settings: readonly (readonly [code: string, key: string, value: string, said: RegExp])[] = [
    ['hidden-refs', 'receive.hideRefs', 'refs/agentic', /refuses refs under refs\/agentic/],
    ['hidden-refs', 'transfer.hideRefs', 'refs/agentic', /refuses refs under refs\/agentic/],
    ['unreadable-refs', 'uploadpack.hideRefs', 'refs/agentic', /cannot be read here/],
    ['no-atomic-push', 'receive.advertiseAtomic', 'false', /does not take atomic pushes/],
  ];
  test.each(settings)('%s: %s=%s', async (code, key, value, said) => {
    remote.git('config', key, value);
    const found = await callProgram(repo.dir, ['doctor']);
    expect(found.code).toBe(1);
    expect(found.stdout).toMatch(said);
    expect(found.stdout).not.toMatch(/one was taken/);
    expect(refs()).toBe('');
    const asked = await callProgram(repo.dir, ['doctor', '--json']);
    expect(parseJson(asked)).toMatchObject({ outcome: 'findings', may_push: false, problems: [{ code }] });
  });

  const hooks: readonly (readonly [code: string, name: string, script: string, said: RegExp])[] = [
    [
      'read-only-remote',
      'pre-receive',
      'echo "error: User permission denied for writing." >&2; exit 1',
      /no permission to write to .*said: User permission denied for writing/,
    ],
    ['hook-declined', 'update', 'echo "no ticket named" >&2; exit 1', /declined the push.*no ticket named/],
    [
      'hook-declined',
      'reference-transaction',
      '[ "$1" = prepared ] || exit 0; echo "not on Fridays" >&2; exit 1',
      /declined the push.*not on Fridays/,
    ],
  ];
  test.each(hooks)('%s: by %s', async (code, name, script, said) => {
    hook(name, script);
    const found = await callProgram(repo.dir, ['doctor']);
    expect(found.code).toBe(1);
    expect(found.stdout).toMatch(said);
    const fixed = await callProgram(repo.dir, ['doctor', '--fix', '--json']);
    expect(fixed.code).toBe(4);
    expect(parseJson(fixed)).toMatchObject({ problems: [{ code }] });
    rmSync(join(remote.dir, 'hooks', name));
    expect((await callProgram(repo.dir, ['doctor'])).code).toBe(0);
  });

  test.each([
    ['forbidden', 'read-only-remote', /no permission to write to .* \(403 Forbidden\)/],
    ['unauthorized', 'authentication-failed', /did not accept your credentials/],
  ] as const)('a public repository, for somebody with a %s token', async (fault, code, said) => {
    await using server = await serveWithFaults({ root: join(remote.dir, '..') });
    server.faultFor = ({ kind }) => (kind === 'look-to-push' || kind === 'push' ? fault : undefined);
    repo.git('remote', 'set-url', 'origin', `${server.url}remote.git`);
    const found = await callProgram(repo.dir, ['doctor']);
    expect(found.code).toBe(1);
    expect(found.stdout).toMatch(said);
    const asked = await callProgram(repo.dir, ['doctor', '--json']);
    expect(parseJson(asked)).toMatchObject({ may_push: false, problems: [{ code }] });
  });
});
