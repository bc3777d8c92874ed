import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { type CloneFacts, openClone } from '../../src/git/clone/clone-facts.ts';
import { GitSandbox } from '../support/git-sandbox.ts';

const facts = async (cwd: string): Promise<CloneFacts> => {
  const opened = await openClone(cwd);
  if (!opened.ok) throw new Error(JSON.stringify(opened.problems));
  return opened.value;
};
const codes = async (cwd: string): Promise<readonly string[]> => {
  const opened = await openClone(cwd);
  return opened.ok ? [] : opened.problems.map((problem) => problem.code);
};

const path = process.env['PATH'];
afterEach(() => {
  process.env['PATH'] = path;
  delete process.env['GIT_TEST_ASSUME_DIFFERENT_OWNER'];
});

test('a clone, seen from a folder in it: places, branch, upstream, remotes, configuration', async () => {
  await using box = new GitSandbox();
  box.repository('shop');
  box.git('shop', 'remote', 'add', 'my.fork', 'git@github.com:ana/shop.git');
  box.git('shop', 'remote', 'add', 'origin', '../shop.git');
  box.git('shop', 'checkout', '-q', '-b', 'Feature/a.b');
  box.git('shop', 'config', 'branch.Feature/a.b.remote', 'my.fork');
  box.git('shop', 'config', 'branch.Feature/a.b.merge', 'refs/heads/main');
  mkdirSync(box.path('shop/src'));
  const seen = await facts(box.path('shop/src'));
  expect(seen).toMatchObject({
    cwd: box.path('shop/src'),
    topLevel: box.path('shop'),
    gitDir: box.path('shop/.git'),
    commonDir: box.path('shop/.git'),
    bare: false,
    objectFormat: 'sha1',
    shallow: false,
    head: { kind: 'branch', ref: 'refs/heads/Feature/a.b', oid: box.git('shop', 'rev-parse', 'HEAD') },
    remotes: [
      { name: 'my.fork', url: 'git@github.com:ana/shop.git' },
      { name: 'origin', url: '../shop.git' },
    ],
    upstream: { remote: 'my.fork', ref: 'refs/heads/main' },
  });
  expect(seen.config).toContainEqual({ scope: 'local', key: 'core.bare', value: 'false' });
  expect(seen.config.filter((entry) => entry.scope === 'command')).toEqual([]);
});

test('row 37: detached HEAD, unborn branch, bare repository', async () => {
  await using box = new GitSandbox();
  box.repository('shop');
  box.git('shop', 'checkout', '-q', '--detach');
  expect((await facts(box.path('shop'))).head).toEqual({
    kind: 'detached',
    oid: box.git('shop', 'rev-parse', 'HEAD'),
  });
  box.git('.', 'init', '-q', '-b', 'trunk', 'empty');
  expect(await facts(box.path('empty'))).toMatchObject({
    topLevel: box.path('empty'),
    head: { kind: 'unborn', ref: 'refs/heads/trunk' },
  });
  box.bare('shop.git');
  expect(await facts(box.path('shop.git'))).toMatchObject({
    bare: true,
    topLevel: undefined,
    gitDir: box.path('shop.git'),
    head: { kind: 'unborn', ref: 'refs/heads/main' },
  });
});

test('row 37: linked worktree, submodule, SHA-256, shallow clone', async () => {
  await using box = new GitSandbox();
  box.repository('shop');
  box.git('shop', 'worktree', 'add', '-q', '-b', 'other', '../linked');
  expect(await facts(box.path('linked'))).toMatchObject({
    topLevel: box.path('linked'),
    gitDir: box.path('shop/.git/worktrees/linked'),
    commonDir: box.path('shop/.git'),
    head: { kind: 'branch', ref: 'refs/heads/other' },
  });
  box.repository('outer');
  box.git('outer', '-c', 'protocol.file.allow=always', 'submodule', '--quiet', 'add', '../shop', 'inner');
  expect(await facts(box.path('outer/inner'))).toMatchObject({
    topLevel: box.path('outer/inner'),
    commonDir: box.path('outer/.git/modules/inner'),
  });
  box.repository('new', '--object-format=sha256');
  expect((await facts(box.path('new'))).objectFormat).toBe('sha256');
  box.git('shop', 'commit', '-q', '--allow-empty', '-m', 'second');
  box.git('.', 'clone', '-q', '--depth=1', `file://${box.path('shop')}`, 'shallow');
  expect((await facts(box.path('shallow'))).shallow).toBe(true);
});

test('row 37: a reftable repository is refused, by this git and by one that can read it', async () => {
  await using box = new GitSandbox();
  box.repository('shop');
  box.git('shop', 'config', 'core.repositoryFormatVersion', '1');
  box.git('shop', 'config', 'extensions.refStorage', 'reftable');
  expect(await codes(box.path('shop'))).toEqual(['reftable-repository']);
});

test('row 36: a repository of another owner', async () => {
  await using box = new GitSandbox();
  box.repository('shop');
  process.env['GIT_TEST_ASSUME_DIFFERENT_OWNER'] = '1';
  const opened = await openClone(box.path('shop'));
  expect(opened).toMatchObject({
    ok: false,
    problems: [{ code: 'unsafe-repository', data: { path: box.path('shop') } }],
  });
});

test('no repository, no such folder, a file', async () => {
  await using box = new GitSandbox();
  box.write('file', '');
  expect(await codes(box.root)).toEqual(['not-a-repository']);
  expect(await codes(box.path('gone'))).toEqual(['not-a-repository']);
  expect(await codes(box.path('file'))).toEqual(['not-a-repository']);
});

test('git that is missing or older than 2.39', async () => {
  await using box = new GitSandbox();
  box.repository('shop');
  mkdirSync(box.path('bin'));
  process.env['PATH'] = box.path('bin');
  expect(await codes(box.path('shop'))).toEqual(['git-missing']);
  writeFileSync(join(box.path('bin'), 'git'), '#!/bin/sh\necho git version 2.38.4.windows.1\n');
  chmodSync(join(box.path('bin'), 'git'), 0o755);
  expect(await codes(box.path('shop'))).toEqual(['git-too-old']);
  // one that says so beside its first answer
  const trace = '{"event":"version","sid":"x","evt":"3","exe":"2.38.4.windows.1"}';
  writeFileSync(
    join(box.path('bin'), 'git'),
    `#!/bin/sh\n[ "$GIT_TRACE2_EVENT" = 3 ] && echo '${trace}' >&3\nexit 128\n`,
  );
  expect(await codes(box.path('shop'))).toEqual(['git-too-old']);
});
