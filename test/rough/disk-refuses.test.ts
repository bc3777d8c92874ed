import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { callProgram } from '../support/call-program.ts';
import { CLI, parseJson } from '../support/cli.ts';
import { makeFolder, makeTeam } from '../support/git-fixture.ts';
import { canMount, type Mounts, runMounted } from '../support/mounted.ts';

/** A clone with a private repository, and news on the table that it has not seen. */
async function clone() {
  const { repo, remote } = makeTeam({ 'src/a.ts': 'one\n', 'src/b.ts': 'one\n' });
  expect((await callProgram(repo.dir, ['claim', 'src/b.ts'])).code).toBe(0);
  const other = remote.clone();
  expect((await callProgram(other.dir, ['claim', 'src/a.ts'], { env: { AGENTIC_HOLDER: 'ana' } })).code).toBe(
    0,
  );
  const own = join(repo.dir, '.git', 'agentic.git');
  const run = (mounts: Mounts, ...args: string[]) =>
    runMounted(mounts, [process.execPath, CLI, ...args], { cwd: repo.dir, spare: makeFolder() });
  return { own, run, remote };
}

describe.runIf(canMount)('the disk below the private repository', () => {
  // the first blocks go to our own small files, the next ones to git's
  it.each([0, 1, 2, 3, 4, 5, 6])(
    'has %i blocks left: that it is full is said, with the place, and nothing of the server',
    async (blocks) => {
      const { own, run, remote } = await clone();
      const looked = await run({ full: { folder: own, blocks } }, 'status', '--json');
      if (looked.code === 0) return; // enough for this look
      expect(looked.code).toBe(4);
      const [problem] = (parseJson(looked)['problems'] as readonly { code: string; message: string }[]) ?? [];
      expect(problem?.code).toBe('disk');
      expect(problem?.message).toContain(own);
      expect(problem?.message).toContain('the disk is full');
      expect(problem?.message).not.toContain(remote.dir);
    },
  );

  it('may not be written where git fetches: the file is named', async () => {
    const { own, run } = await clone();
    const looked = await run({ readOnly: [join(own, 'refs')] }, 'doctor');
    const claimed = await run({ readOnly: [join(own, 'objects')] }, 'claim', 'src/b.ts', '--json');
    for (const { code, stdout, stderr } of [looked, claimed]) {
      expect(code).toBe(4);
      expect(stdout + stderr).toMatch(/agentic\.git\/(refs|objects)\S*: it is on a read-only file system/);
      expect(stdout + stderr).not.toMatch(/no permission to write to|could not do what was asked/);
    }
    expect(parseJson(claimed)).toMatchObject({ changed: false, problems: [{ code: 'disk' }] });
  });
});
