import { beforeAll, describe, expect, test } from 'vitest';
import { callProgram } from '../support/call-program.ts';
import { type GitFixture, makeTeam } from '../support/git-fixture.ts';

// Whoever can push can put anything at a lock's ref. It is then held by unknown: no crash, no theft, and a way out.
describe('locks that we did not make', () => {
  let repo: GitFixture;
  let remote: GitFixture;

  beforeAll(() => {
    const team = makeTeam({ 'a.ts': '1\n' });
    repo = team.repo;
    remote = team.remote;
  });
  const plant = (lock: string, object: string): void => {
    remote.git('update-ref', `refs/agentic/locks/${lock}`, object);
  };
  const commitWith = (message: string): string =>
    remote
      .gitBytes(['commit-tree', '4b825dc642cb6eb9a060e54bf8d69288fbee4904', '-F', '-'], message)
      .toString('utf8')
      .trim();

  test.each([
    ['row 38: an empty blob', () => remote.gitBytes(['hash-object', '-w', '--stdin'], '').toString().trim()],
    [
      'row 38: a 10 MB blob',
      () => remote.gitBytes(['hash-object', '-w', '--stdin'], Buffer.alloc(10_000_000)).toString().trim(),
    ],
    ['row 38: truncated JSON', () => commitWith('{"version":1,"state":"cla')],
    ['row 38: an array', () => commitWith('[]')],
    ['row 39: __proto__', () => commitWith('{"__proto__":{"admin":1}}')],
    ['row 44: a tree', () => remote.git('rev-parse', 'main^{tree}')],
    ['row 44: an ordinary commit', () => remote.git('rev-parse', 'main')],
  ])('%s is held by unknown, and freed by a person alone', async (_what, make) => {
    plant('a.ts', make());
    const refused = await callProgram(repo.dir, ['claim', 'a.ts']);
    expect(refused.code).toBe(3);
    expect(refused.stderr).toMatch(/by {5}unknown: its record cannot be read/);
    expect((await callProgram(repo.dir, ['status'])).stdout).toMatch(/\? a\.ts {3}held by unknown/);
    expect((await callProgram(repo.dir, ['release', 'a.ts'])).code).toBe(3);
    expect((await callProgram(repo.dir, ['release', 'a.ts', '--force'])).code).toBe(0);
    expect(remote.git('for-each-ref', 'refs/agentic/locks')).toBe('');
  });

  test('row 40: a claim of a newer version is not stolen', async () => {
    plant('a.ts', commitWith('{"version":99,"state":"claimed"}'));
    const refused = await callProgram(repo.dir, ['claim', 'a.ts']);
    expect(refused.code).toBe(3);
    expect(refused.stderr).toMatch(/a newer version of agentic-plan/);
    remote.git('update-ref', '-d', 'refs/agentic/locks/a.ts');
  });

  test('row 43: a lock on a path that its claim does not name is told, and still held', async () => {
    await callProgram(repo.dir, ['claim', 'b.ts'], { env: { AGENTIC_HOLDER: 'one' } });
    plant('a.ts', remote.git('rev-parse', 'refs/agentic/locks/b.ts'));
    const refused = await callProgram(repo.dir, ['claim', 'a.ts'], { env: { AGENTIC_HOLDER: 'two' } });
    expect(refused.code).toBe(3);
    expect(refused.stderr).toMatch(/its record does not name this path/);
    remote.git('update-ref', '-d', 'refs/agentic/locks/a.ts');
  });
});
