import { randomBytes } from 'node:crypto';
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openClone } from '../../src/git/clone/clone-facts.ts';
import { openPrivateRepository } from '../../src/git/private/private-repository.ts';
import { openLargeFiles } from '../../src/git/work/large-files.ts';
import { type GitFixture, makeTeam } from '../support/git-fixture.ts';
import { optionalTool } from '../support/optional-tool.ts';
import { startTestRun } from '../support/run-fixture.ts';
import { withoutPauses } from '../support/without-pauses.ts';

const lfs = optionalTool('git-lfs', []);

/** A team whose `*.bin` are in LFS, with one of them on the remote. */
function lfsTeam() {
  const team = makeTeam({ 'a.txt': 'a\n' });
  const { repo } = team;
  repo.git('lfs', 'install', '--local');
  repo.git('lfs', 'track', '*.bin');
  repo.commit({ '.gitattributes': '*.bin filter=lfs diff=lfs merge=lfs -text\n' });
  repo.git('push', '-q', 'origin', 'HEAD:main');
  return team;
}

async function largeFilesOf(repo: GitFixture, url: string | undefined) {
  const clone = await openClone(repo.dir);
  if (!clone.ok) throw new Error('not opened');
  const repository = await openPrivateRepository(clone.value);
  if (!repository.ok) throw new Error('not opened');
  return openLargeFiles({ repository: repository.value, clone: clone.value, url });
}

const contentsOf = (dir: string, pointer: string): string => {
  const oid = /oid sha256:(\w+)/.exec(pointer)?.[1] ?? '';
  return join(dir, 'lfs', 'objects', oid.slice(0, 2), oid.slice(2, 4), oid);
};

const MAKES = "fs.writeFileSync('big.bin', require('node:crypto').randomBytes(50_000));";

describe.skipIf(lfs === undefined)('a repository with Git LFS', () => {
  it('has the contents where the team looks before the pointer is published', async () => {
    const { repo, remote } = lfsTeam();
    const largeFiles = await largeFilesOf(repo, remote.dir);
    const run = await startTestRun({
      repo,
      tasks: [{ id: 'one', writes: ['big.bin'], does: MAKES }],
      onOpened: (context) => Object.assign(context, { largeFiles }),
    });
    expect(run.phases).toEqual({ one: 'done' });
    const pointer = remote.git('show', 'agentic/main:big.bin');
    expect(existsSync(contentsOf(remote.dir, pointer))).toBe(true);
  });

  it('keeps the work where the contents cannot be brought there', async () => {
    const { repo } = lfsTeam();
    const largeFiles = await largeFilesOf(repo, join(repo.dir, 'no-such-remote.git'));
    const run = await startTestRun({
      repo,
      tasks: [{ id: 'one', writes: ['big.bin'], does: MAKES }],
      onGround: (ground) => withoutPauses({ ...ground, ...(largeFiles === undefined ? {} : { largeFiles }) }),
    });
    expect(run.phases).toEqual({ one: 'failed' });
    expect(run.log.filter((line) => line === 'worked one')).toHaveLength(1);
    expect(run.state.tasks[0]?.phase).toMatchObject({ problem: { code: 'lfs-not-uploaded' } });
    expect(run.context.leavings.kept.size).toBe(1);
  });

  it('shows agents the contents of files that the clone has', async () => {
    const { repo, remote } = lfsTeam();
    const bytes = randomBytes(50_000);
    writeFileSync(join(repo.dir, 'here.bin'), bytes);
    repo.git('add', 'here.bin');
    repo.git('commit', '-qm', 'A large file');
    const run = await startTestRun({
      repo,
      tasks: [
        { id: 'one', writes: ['a.txt'], does: "append('a.txt', String(fs.statSync('here.bin').size));" },
      ],
    });
    expect(run.phases).toEqual({ one: 'done' });
    expect(remote.git('show', 'agentic/main:a.txt')).toBe('a\n50000');
  });
});
