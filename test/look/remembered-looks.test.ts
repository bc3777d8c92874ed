import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readLookFile, writeLookFile } from '../../src/git/private/look-file.ts';
import { type GitFixture, makeFolder, makeTeam } from '../support/git-fixture.ts';
import { linesWith, lookAt } from '../support/look-at.ts';

const { PATH, XDG_CACHE_HOME } = process.env;
let cache: string;
beforeEach(() => {
  cache = makeFolder();
  process.env['XDG_CACHE_HOME'] = cache;
});
afterEach(() => Object.assign(process.env, { PATH, XDG_CACHE_HOME }));

/** Ours, three branches on its file, and a base that went on. */
function start(): GitFixture {
  const { repo } = makeTeam({ 'a.ts': linesWith() });
  for (const line of [3, 10, 20])
    repo.commit(
      { 'a.ts': linesWith([line, 'side']) },
      { branch: `side-${line}`, parents: ['main'], checkout: false },
    );
  repo.commit({ 'a.ts': linesWith([10, 'ours']) }, { branch: 'ours', parents: ['main'], checkout: false });
  repo.commit({ 'a.ts': linesWith([3, 'base']) }, { branch: 'main', checkout: false });
  repo.git('symbolic-ref', 'HEAD', 'refs/heads/ours');
  return repo;
}

/** The subcommands of git that are started from now on. */
function countGits(): () => readonly string[] {
  const folder = makeFolder();
  const trace = join(folder, 'trace');
  const real = execFileSync('which', ['git'], { encoding: 'utf8' }).trim();
  const note = `for arg; do case $arg in -c|*=*) ;; *) echo "$arg" >> '${trace}'; break;; esac; done`;
  writeFileSync(join(folder, 'git'), `#!/bin/sh\n${note}\nexec '${real}' "$@"\n`, { mode: 0o755 });
  writeFileSync(trace, '');
  process.env['PATH'] = `${folder}${delimiter}${PATH}`;
  return () => {
    process.env['PATH'] = PATH;
    return readFileSync(trace, 'utf8').trim().split('\n');
  };
}

function cacheFile(): string {
  const clones = join(cache, 'agentic-plan', 'clones');
  const [clone = ''] = readdirSync(clones);
  return join(clones, clone, 'look.json');
}

describe.runIf(process.platform !== 'win32')('a look remembers what git found out', () => {
  it('and says the same the second time, without a merge or a walk through history', async () => {
    const repo = start();
    const first = await lookAt(repo, { base: 'main' });
    const gits = countGits();
    expect(await lookAt(repo, { base: 'main' })).toEqual(first);
    const started = gits();
    for (const dear of ['merge-tree', 'rev-list', 'log', 'patch-id']) expect(started).not.toContain(dear);
    expect(statSync(cacheFile()).mode & 0o777).toBe(0o600);
  });

  it('but sees what has moved since', async () => {
    const repo = start();
    await lookAt(repo, { base: 'main' });
    repo.commit({ 'a.ts': linesWith([10, 'base'], [3, 'base']) }, { branch: 'main', checkout: false });
    repo.commit({ 'a.ts': linesWith([10, 'ours'], [20, 'ours']) }, { branch: 'side-20', checkout: false });
    const warm = await lookAt(repo, { base: 'main' });
    process.env['XDG_CACHE_HOME'] = makeFolder();
    expect(warm).toEqual(await lookAt(repo, { base: 'main' }));
    expect(warm.branches.find(({ isBase }) => isBase)?.conflicts).toHaveLength(1);
  });

  it.each([
    ['cut off', (text: string) => text.slice(0, -40)],
    ['with another byte', (text: string) => text.replace('conflicts', 'Conflicts')],
    ['of other bytes', () => '\0'.repeat(500)],
    ['empty', () => ''],
  ])('a damaged file is as if there were none: %s', async (_what, damage) => {
    const repo = start();
    const first = await lookAt(repo, { base: 'main' });
    writeFileSync(cacheFile(), damage(readFileSync(cacheFile(), 'utf8')));
    expect(await lookAt(repo, { base: 'main' })).toEqual(first);
  });

  it('several that write at once leave a whole file', async () => {
    const repo = start();
    const looks = await Promise.all(Array.from({ length: 6 }, () => lookAt(repo, { base: 'main' })));
    for (const one of looks) expect(one).toEqual(looks[0]);
    const entries = await readLookFile(cacheFile(), join(repo.dir, '.git', 'objects'));
    expect(entries?.size).toBeGreaterThan(3);
    expect(readdirSync(join(cacheFile(), '..'))).toEqual(['look.json']);
  });

  it('what belongs to another clone is not believed', async () => {
    const file = join(makeFolder(), 'look.json');
    await writeLookFile(file, '/here/objects', new Map([['key', 1]]));
    expect(await readLookFile(file, '/here/objects')).toEqual(new Map([['key', 1]]));
    expect(await readLookFile(file, '/elsewhere/objects')).toBeUndefined();
  });
});
