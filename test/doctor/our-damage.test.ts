import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { callProgram } from '../support/call-program.ts';
import { parseJson } from '../support/cli.ts';
import { type GitFixture, makeTeam } from '../support/git-fixture.ts';

const ID = ['-c', 'user.name=a', '-c', 'user.email=a@b'];

describe('damage of our own repository', () => {
  let repo: GitFixture;
  let ours: string;
  const git = (...args: readonly string[]): string => repo.git('--git-dir', ours, ...ID, ...args);

  beforeEach(async () => {
    repo = makeTeam({ 'a.txt': 'a\n' }).repo;
    ours = join(repo.dir, '.git', 'agentic.git');
    await callProgram(repo.dir, ['claim', 'a.txt']);
  });

  /** A piece of kept work with a file of its own; its blob's name. */
  const keep = (name: string): string => {
    const blob = repo
      .gitBytes(['--git-dir', ours, 'hash-object', '-w', '--stdin'], `work of ${name}\n`)
      .toString()
      .trim();
    const tree = repo
      .gitBytes(['--git-dir', ours, 'mktree'], `100644 blob ${blob}\twork.txt\n`)
      .toString()
      .trim();
    git('update-ref', `refs/kept/run/${name}`, git('commit-tree', tree, '-p', repo.tip('HEAD'), '-m', name));
    return blob;
  };
  const fileOf = (oid: string): string => join(ours, 'objects', oid.slice(0, 2), oid.slice(2));
  const spoil = (oid: string): void => {
    rmSync(fileOf(oid));
    writeFileSync(fileOf(oid), '');
  };
  const doctor = async (...more: string[]) =>
    parseJson(await callProgram(repo.dir, ['doctor', '--json', ...more]));

  test('kept work whose object is lost is named; what is whole stays whole', async () => {
    spoil(keep('broken'));
    keep('whole');
    const seen = await doctor();
    expect(seen['problems']).toMatchObject([
      {
        code: 'private-damaged',
        message: expect.stringMatching(/your clone: unreadable objects [0-9a-f]{2}\/[0-9a-f]{38}$/),
      },
    ]);
    const fixed = await doctor('--fix');
    expect(fixed).toMatchObject({ changed: true, fixed: { 'private-damaged': 1 } });
    expect(fixed['problems']).toMatchObject([
      { code: 'lost-refs', message: expect.stringContaining('refs/kept/run/broken') },
    ]);
    expect(git('show', 'refs/kept/run/whole:work.txt')).toBe('work of whole');
    expect(await doctor()).toMatchObject({ outcome: 'sound' });
    git('fsck', '--strict');
  });

  test('what was seen of the team and lost is fetched again: nothing is lost by that', async () => {
    await callProgram(repo.dir, ['status']);
    const [ref = '', oid = ''] = git('for-each-ref', '--format=%(refname) %(objectname)', 'refs/seen/').split(
      /\s/,
    );
    expect(ref).toMatch(/^refs\/seen\//);
    git('update-ref', '-d', ref);
    mkdirSync(join(ours, ref, '..'), { recursive: true });
    writeFileSync(join(ours, ref), `${'1'.repeat(oid.length)}\n`);
    expect(
      (await callProgram(repo.dir, ['doctor'])).stdout + (await callProgram(repo.dir, ['doctor'])).stderr,
    ).toContain('our own repository');
    const stopped = await callProgram(repo.dir, ['status']);
    expect(stopped.stderr).toMatch(
      /our own repository .*agentic\.git is damaged, not your clone: .*\n.*doctor --fix/,
    );
    expect((await doctor('--fix'))['problems']).toEqual([]);
    expect(git('for-each-ref', '--format=%(objectname)', ref)).toBe(oid);
    expect((await callProgram(repo.dir, ['release'])).code).toBe(0);
  });

  test('halves of packs find the other half or go, and a line of many refs that is none costs itself only', async () => {
    keep('packed');
    git('pack-refs', '--all');
    git('repack', '-q', '-a', '-l');
    for (const name of readdirSync(join(ours, 'objects')))
      if (/^[0-9a-f]{2}$/.test(name)) rmSync(join(ours, 'objects', name), { recursive: true });
    const packs = join(ours, 'objects', 'pack');
    const refs = git('show-ref');
    const [idx = ''] = readdirSync(packs).filter((name) => name.endsWith('.idx'));
    rmSync(join(packs, idx));
    writeFileSync(join(packs, 'pack-0a1b2c3d.idx'), 'half');
    writeFileSync(join(ours, 'packed-refs'), `half a line\n${refs}\n`);
    expect((await doctor('--fix'))['problems']).toEqual([]);
    expect(git('show', 'refs/kept/run/packed:work.txt')).toBe('work of packed');
    expect(await doctor()).toMatchObject({ outcome: 'sound' });
  });

  test('what was never finished is removed', async () => {
    const rests = [`${ours}.new-abc`, join(ours, 'incoming-0a1b2c'), join(ours, 'rules-x1')];
    for (const rest of rests) mkdirSync(rest);
    expect((await doctor())['problems']).toMatchObject([
      { code: 'private-leftovers', message: expect.stringContaining(rests.join(', ')) },
    ]);
    expect(await doctor('--fix')).toMatchObject({ outcome: 'sound', fixed: { 'private-rests': 3 } });
    expect(rests.filter(existsSync)).toEqual([]);
  });
});
