import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { callProgram } from '../support/call-program.ts';
import { parseJson } from '../support/cli.ts';
import { makeTeam } from '../support/git-fixture.ts';

// No push can make this: a server refuses what it has no object for. Then git serves nothing to whoever asks for it.
test('row 44: a lock whose object the server has lost is held by unknown; everything else is seen, and a person can delete it', async () => {
  const { repo, remote } = makeTeam({ 'a.ts': '1\n', 'b.ts': '2\n', 'c.ts': '3\n', 'd.ts': '4\n' });
  const ana = { env: { AGENTIC_HOLDER: 'ana' } };
  const bo = { env: { AGENTIC_HOLDER: 'bo' } };
  const plant = (name: string): string => {
    const empty = remote.gitBytes(['hash-object', '-w', '-t', 'tree', '--stdin'], '').toString().trim();
    const oid = remote.gitBytes(['commit-tree', empty, '-F', '-'], name).toString().trim();
    remote.git('update-ref', `refs/agentic/locks/${name}`, oid);
    rmSync(join(remote.dir, 'objects', oid.slice(0, 2), oid.slice(2)));
    return oid;
  };
  expect((await callProgram(repo.dir, ['claim', 'c.ts', '--task', 'hers'], ana)).code).toBe(0);
  for (const name of ['a.ts', 'b.ts']) plant(name);

  const seen = parseJson(await callProgram(repo.dir, ['status', '--json'], bo));
  expect(seen['claims']).toMatchObject([{ task: 'hers', mine: false }]);
  const refused = await callProgram(repo.dir, ['claim', 'a.ts', '--task', 'mine'], bo);
  expect(refused.code).toBe(3);
  expect(refused.stderr).toMatch(/unknown: its record cannot be read/);
  expect((await callProgram(repo.dir, ['claim', 'c.ts', '--task', 'mine'], bo)).stderr).toContain('hers');
  expect((await callProgram(repo.dir, ['check', 'd.ts'], bo)).code).toBe(0);
  const check = await callProgram(repo.dir, ['check', 'a.ts', 'd.ts', '--json'], bo);
  expect(check.code).toBe(1);
  expect(parseJson(check)).toMatchObject({
    outcome: 'not-clear',
    unknown: [{ lock: 'a.ts', shared: ['a.ts'] }],
  });
  const doctor = parseJson(await callProgram(repo.dir, ['doctor', '--json'], bo));
  // the server takes no push any more, which a claim of its own shows
  expect(doctor['problems']).toMatchObject([{ code: 'unknown-locks' }, { code: 'remote-failed' }]);

  // git itself takes nothing new where a ref is broken, and says which one it is; what deletes it is taken
  const stuck = await callProgram(repo.dir, ['claim', 'd.ts', '--task', 'mine'], bo);
  expect(stuck).toMatchObject({ code: 4, stderr: expect.stringContaining('refs/agentic/locks/a.ts') });
  for (const name of ['a.ts', 'b.ts'])
    expect((await callProgram(repo.dir, ['release', name, '--force'], bo)).stdout).toContain(
      `deleted: ${name}`,
    );
  expect((await callProgram(repo.dir, ['claim', 'a.ts', 'd.ts', '--task', 'mine'], bo)).code).toBe(0);
  expect((await callProgram(repo.dir, ['release'], bo)).code).toBe(0);
  expect(remote.git('for-each-ref', '--format=%(refname)', 'refs/agentic/locks')).toBe(
    'refs/agentic/locks/c.ts',
  );
});
