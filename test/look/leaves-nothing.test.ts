import {
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { callProgram } from '../support/call-program.ts';
import { runCli } from '../support/cli.ts';
import { makeFolder, makeTeam } from '../support/git-fixture.ts';

/** Names, kinds, sizes, times and bytes of everything in a folder. */
function listing(folder: string): readonly string[] {
  return (readdirSync(folder, { recursive: true }) as string[]).sort().map((name) => {
    const file = path.join(folder, name);
    const { mode, size, mtimeMs } = lstatSync(file);
    const bytes = statSync(file).isFile() ? readFileSync(file).toString('base64') : '';
    return [name, mode, size, mtimeMs, bytes].join(' ');
  });
}

/** A branch whose file somebody else holds, in another clone. */
async function lookedAt() {
  const { repo, remote } = makeTeam({ 'src/a.ts': 'one\n', 'src/b.ts': 'one\n' });
  const other = remote.clone();
  expect((await callProgram(other.dir, ['claim', 'src/a.ts'], { env: { AGENTIC_HOLDER: 'ana' } })).code).toBe(
    0,
  );
  repo.git('checkout', '-q', '-b', 'feature');
  const head = repo.commit({ 'src/a.ts': 'two\n' });
  writeFileSync(path.join(repo.dir, 'tasks.yaml'), 'tasks: [{id: t, title: t, writes: [src/b.ts]}]\n');
  writeFileSync(path.join(repo.dir, '.agentic-planrc.yaml'), 'agents: {bot: {command: ["true"]}}\n');
  return { repo, head };
}

const READING: readonly (readonly [command: string, ...rest: string[]])[] = [
  ['plan'],
  ['plan', '--json'],
  ['explain', '1', '--tasks', 'tasks.yaml'],
  ['analyze'],
  ['status'],
  ['status', '--ready'],
  ['check'],
  ['check', 'src/a.ts'],
  ['hook', 'pre-push', 'origin', 'url'],
  ['run', '--dry-run', '--tasks', 'tasks.yaml'],
];

const pushed = (head: string): string => `refs/heads/feature ${head} refs/heads/feature ${'0'.repeat(40)}\n`;

describe('a command that only reads', () => {
  it.each(READING.map((args) => [args.join(' '), args] as const))(
    'leaves the clone as it was: %s',
    async (_what, args) => {
      const { repo, head } = await lookedAt();
      const env = { XDG_CACHE_HOME: makeFolder() };
      const before = listing(repo.dir);
      for (const time of ['first', 'second']) {
        const { code, stderr } = await callProgram(repo.dir, args, { env, input: pushed(head) });
        expect([0, 1], stderr).toContain(code);
        expect(listing(repo.dir), time).toEqual(before);
      }
    },
  );

  it('still sees the claims of others, the first time and the second', async () => {
    const { repo } = await lookedAt();
    const env = { XDG_CACHE_HOME: makeFolder() };
    for (let time = 0; time < 2; time++) {
      expect((await callProgram(repo.dir, ['plan'], { env })).stdout).toContain('claimed by');
      expect((await callProgram(repo.dir, ['check'], { env })).code).toBe(1);
    }
  });

  it('keeps what it must in a folder that is this user’s alone', async () => {
    const { repo } = await lookedAt();
    const cache = makeFolder();
    await callProgram(repo.dir, ['status'], { env: { XDG_CACHE_HOME: cache } });
    const [id, ...others] = readdirSync(path.join(cache, 'agentic-plan', 'clones'));
    expect([id?.length, others]).toEqual([24, []]);
    for (const folder of ['agentic-plan', `agentic-plan/clones/${id}`])
      expect(statSync(path.join(cache, folder)).mode & 0o777).toBe(0o700);
  });

  it.each([
    ['no home and no cache', { HOME: '', XDG_CACHE_HOME: '' }],
    ['a cache that cannot be made', { XDG_CACHE_HOME: '/proc/no-cache' }],
    ['a cache inside the clone', { XDG_CACHE_HOME: 'CLONE' }],
    ['a cache that is a relative path', { XDG_CACHE_HOME: 'cache', HOME: '/proc/no-home' }],
  ])('works with %s, and leaves nothing', async (_what, given) => {
    const { repo } = await lookedAt();
    const temporary = makeFolder();
    const env = {
      ...given,
      XDG_CACHE_HOME: given.XDG_CACHE_HOME.replace('CLONE', path.join(repo.dir, 'cache')),
      XDG_STATE_HOME: makeFolder(),
      TMPDIR: temporary,
    };
    const before = listing(repo.dir);
    // with a process of its own: what is thrown away goes at its end
    expect((await runCli(repo.dir, ['plan'], { env })).stdout).toContain('claimed by');
    expect((await runCli(repo.dir, ['status'], { env })).stdout).toContain('src/a.ts');
    expect(listing(repo.dir)).toEqual(before);
    expect(readdirSync(temporary)).toEqual([]);
  });

  it('does not use a cache folder that is a link to somewhere else', async () => {
    const { repo } = await lookedAt();
    const cache = makeFolder();
    const theirs = makeFolder();
    mkdirSync(path.join(cache, 'agentic-plan'));
    symlinkSync(theirs, path.join(cache, 'agentic-plan', 'clones'));
    await callProgram(repo.dir, ['status'], { env: { XDG_CACHE_HOME: cache } });
    expect(readdirSync(theirs)).toEqual([]);
  });

  it('sees its own claims as its own, and the first claim makes the private repository', async () => {
    const { repo } = await lookedAt();
    const env = { XDG_CACHE_HOME: makeFolder() };
    await callProgram(repo.dir, ['status'], { env });
    expect((await callProgram(repo.dir, ['claim', 'src/b.ts'], { env })).code).toBe(0);
    expect(readdirSync(path.join(repo.dir, '.git'))).toEqual(
      expect.arrayContaining(['agentic.git', 'agentic-holder']),
    );
    expect((await callProgram(repo.dir, ['check', 'src/b.ts'], { env })).code).toBe(0);
  });

  it('doctor --purge removes what looks have left in the cache', async () => {
    const { repo } = await lookedAt();
    const cache = makeFolder();
    const env = { XDG_CACHE_HOME: cache };
    await callProgram(repo.dir, ['status'], { env });
    expect((await callProgram(repo.dir, ['doctor', '--purge'], { env })).code).toBe(0);
    expect(readdirSync(path.join(cache, 'agentic-plan', 'clones'))).toEqual([]);
  });
});
