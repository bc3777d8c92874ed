import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { callProgram } from '../support/call-program.ts';
import { parseJson } from '../support/cli.ts';
import { makeTeam } from '../support/git-fixture.ts';

// 50,000 are measured by bench/many-locks.mjs; a file system that is slow with small files would make a test of it long.
const LOCKS = 5_100;

test('row 47: thousands of locks cost bounded memory, and doctor warns', async () => {
  const { repo, remote } = makeTeam({ 'src/a.ts': '1\n' });
  const empty = '4b825dc642cb6eb9a060e54bf8d69288fbee4904';
  const junk = remote.gitBytes(['commit-tree', empty, '-F', '-'], '{}').toString().trim();
  const main = remote.tip('main');
  const name = (at: number): string => `refs/agentic/locks/dos/${String(at).padStart(6, '0')}.ts`;
  const lines = Array.from({ length: LOCKS }, (_, at) => `${junk} ${name(at)}`);
  writeFileSync(
    join(remote.dir, 'packed-refs'),
    `# pack-refs with: peeled fully-peeled sorted \n${lines.join('\n')}\n${main} refs/heads/main\n`,
  );
  const env = { NODE_OPTIONS: '--max-old-space-size=48' };
  expect((await callProgram(repo.dir, ['claim', 'src/a.ts'], { env })).code).toBe(0);
  const status = parseJson(await callProgram(repo.dir, ['status', '--json'], { env }));
  expect(status['claims']).toHaveLength(1);
  const doctor = parseJson(await callProgram(repo.dir, ['doctor', '--json'], { env }));
  expect(doctor['problems']).toMatchObject([{ code: 'many-locks' }, { code: 'unknown-locks' }]);
  expect((await callProgram(repo.dir, ['claim', 'dos/000001.ts'], { env })).code).toBe(3);
  const freed = await callProgram(repo.dir, ['release', 'dos/000001.ts', '--force'], { env });
  expect(freed.stdout).toMatch(/^deleted: dos\/000001\.ts/);
});
