import { renameSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { callProgram } from '../support/call-program.ts';
import { CLI, parseJson } from '../support/cli.ts';
import { makeFolder, makeTeam } from '../support/git-fixture.ts';
import { canMount, type Mounts, runMounted } from '../support/mounted.ts';

/** `feature` changes a file that ana holds; this clone has a private repository, of a claim of its own. */
async function clone() {
  const { repo, remote } = makeTeam({ 'src/a.ts': 'one\n', 'src/b.ts': 'one\n' });
  const other = remote.clone();
  expect((await callProgram(other.dir, ['claim', 'src/a.ts'], { env: { AGENTIC_HOLDER: 'ana' } })).code).toBe(
    0,
  );
  repo.git('checkout', '-q', '-b', 'feature');
  repo.commit({ 'src/a.ts': 'two\n' });
  expect((await callProgram(repo.dir, ['claim', 'src/b.ts'])).code).toBe(0);
  return { repo, remote };
}

const PLACES: readonly (readonly [
  what: string,
  places: (dir: string, cache: string) => readonly string[],
])[] = [
  ['the private repository', (dir) => [join(dir, '.git', 'agentic.git')]],
  ['its objects', (dir) => [join(dir, '.git', 'agentic.git', 'objects')]],
  ['the git folder', (dir) => [join(dir, '.git')]],
  ['the whole checkout', (dir) => [dir]],
  ['the checkout and the user’s cache', (dir, cache) => [dir, cache]],
];

describe.runIf(canMount)('on a read-only mount', () => {
  const run = (mounts: Mounts, dir: string, cache: string, args: readonly string[]) =>
    runMounted(mounts, [process.execPath, CLI, ...args], {
      cwd: dir,
      spare: makeFolder(),
      env: { XDG_CACHE_HOME: cache },
    });

  it.each(PLACES)('%s: plan, status and check look all the same', async (_what, places) => {
    const { repo } = await clone();
    const cache = makeFolder();
    const look = (...args: string[]) => run({ readOnly: places(repo.dir, cache) }, repo.dir, cache, args);
    const planned = await look('plan');
    expect([planned.code, planned.stderr]).toEqual([0, '']);
    expect(planned.stdout).toMatch(/● src\/a\.ts +claimed by ana/);
    const status = await look('status');
    expect([status.code, status.stdout]).toEqual([0, expect.stringContaining('2 claims in force')]);
    const checked = await look('check');
    expect([checked.code, checked.stdout]).toEqual([1, expect.stringMatching(/^not clear: /)]);
    expect((await look('check', 'src/b.ts')).code).toBe(0);
  });

  it('a claim is refused with the place and the reason, and check ends with 4 where nobody could look', async () => {
    const { repo, remote } = await clone();
    const cache = makeFolder();
    const readOnly = [join(repo.dir, '.git')];
    const claimed = await run({ readOnly }, repo.dir, cache, ['claim', 'src/b.ts', '--json']);
    expect(claimed.code).toBe(4);
    expect(parseJson(claimed)).toMatchObject({
      problems: [{ code: 'disk', message: expect.stringMatching(/agentic\.git.*read-only file system/) }],
    });
    renameSync(remote.dir, `${remote.dir}-gone`);
    for (const args of [['check'], ['check', 'src/a.ts'], ['check', '--json'], ['status']])
      expect((await run({ readOnly }, repo.dir, cache, args)).code).toBe(4);
    expect((await run({ readOnly }, repo.dir, cache, ['plan'])).stdout).toContain(
      'claims were not looked at',
    );
  });
});
