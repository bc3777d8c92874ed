import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import type { RefName } from '../../src/core/model/ids.ts';
import type { PrivateRepository } from '../../src/git/private/private-repository.ts';
import { localRefStore } from '../../src/git/table/local-ref-store.ts';
import { remoteRefStore } from '../../src/git/table/remote-ref-store.ts';
import { GitSandbox } from '../support/git-sandbox.ts';
import { privateRepositoryOf } from '../support/git-tables.ts';
import { stateObject } from '../support/ref-store-contract.ts';

const said = async (repository: PrivateRepository, ...args: string[]): Promise<string> => {
  const result = await repository.git({ args });
  if (result.code !== 0) throw new Error(result.stderr);
  return result.stdout.toString('utf8').trim();
};

const ref = 'refs/agentic/locks/a' as RefName;
async function worksAtRemote(repository: PrivateRepository, remote: string): Promise<void> {
  const store = remoteRefStore({ repository, url: remote, display: 'x' });
  const object = stateObject('claim', { format: repository.objectFormat });
  expect(await store.commit({ updates: [{ ref, expect: null, to: object.oid }], objects: [object] })).toEqual(
    {
      kind: 'applied',
    },
  );
  const looked = await store.list([ref]);
  expect(looked.ok && [...looked.value]).toEqual([[ref, object.oid]]);
  expect((await store.read([object.oid])).get(object.oid)).toMatchObject({ message: 'claim' });
}

test('what an agent writes into its configuration while we work is not executed by our next push', async () => {
  await using box = new GitSandbox();
  const repository = await privateRepositoryOf(box.repository('shop'));
  const pwned = box.path('pwned');
  const config = join(repository.path, 'config');
  const ours = readFileSync(config, 'utf8');
  writeFileSync(
    config,
    `${ours}[remote "agentic-table"]\n\treceivepack = "touch '${pwned}'; git-receive-pack"\n`,
  );
  await worksAtRemote(repository, box.bare('shop.git'));
  expect(existsSync(pwned)).toBe(false);
  expect(readFileSync(config, 'utf8')).toBe(ours);
});

describe('row 37: the private repository of every kind of clone', () => {
  for (const format of ['sha1', 'sha256'])
    test(`a ${format} clone: sees its objects, keeps ours apart, is whole to git`, async () => {
      await using box = new GitSandbox();
      const clone = box.repository('shop', `--object-format=${format}`);
      const head = box.git('shop', 'rev-parse', 'HEAD');
      const before = box.git('shop', 'count-objects', '-v');
      const repository = await privateRepositoryOf(clone);
      expect(repository.path).toBe(box.path('shop/.git/agentic.git'));
      expect(await said(repository, 'rev-parse', '--is-bare-repository', '--show-object-format')).toBe(
        `true\n${format}`,
      );
      expect(await said(repository, 'cat-file', '-t', head)).toBe('commit');
      expect(await said(repository, 'fsck', '--no-dangling')).toBe('');
      await worksAtRemote(repository, box.bare('shop.git', `--object-format=${format}`));
      expect(box.git('shop', 'count-objects', '-v')).toBe(before);
      expect(box.git('shop', 'fsck', '--no-dangling')).toBe('');
    });

  test('linked worktrees share one; a submodule has its own; a bare repository too', async () => {
    await using box = new GitSandbox();
    const remote = box.bare('shop.git');
    box.repository('shop');
    box.git('shop', 'worktree', 'add', '-q', '-b', 'other', '../linked');
    const [main, linked] = [
      await privateRepositoryOf(box.path('shop')),
      await privateRepositoryOf(box.path('linked')),
    ];
    expect(linked.path).toBe(main.path);
    await worksAtRemote(linked, remote);
    box.repository('outer');
    box.git('outer', '-c', 'protocol.file.allow=always', 'submodule', '--quiet', 'add', '../shop', 'inner');
    const inner = await privateRepositoryOf(box.path('outer/inner'));
    expect(inner.path).toBe(box.path('outer/.git/modules/inner/agentic.git'));
    await worksAtRemote(inner, box.bare('inner.git'));
    const bare = await privateRepositoryOf(box.path('shop.git'));
    await worksAtRemote(bare, box.bare('other.git'));
  });

  test('a clone that borrows objects itself; a shallow clone, before and after it is deepened', async () => {
    await using box = new GitSandbox();
    const remote = box.bare('table.git');
    box.repository('shop');
    box.git('shop', 'commit', '-q', '--allow-empty', '-m', 'second');
    box.git('.', 'clone', '-q', '--shared', 'shop', 'borrower');
    const borrower = await privateRepositoryOf(box.path('borrower'));
    expect(
      (await said(borrower, 'log', '--format=%s', box.git('shop', 'rev-parse', 'HEAD'))).split('\n'),
    ).toHaveLength(2);
    await worksAtRemote(borrower, remote);
    box.git('.', 'clone', '-q', '--depth=1', `file://${box.path('shop')}`, 'shallow');
    const head = box.git('shallow', 'rev-parse', 'HEAD');
    const shallow = await privateRepositoryOf(box.path('shallow'));
    expect(await said(shallow, 'log', '--format=%s', head)).toBe('second');
    await worksAtRemote(shallow, box.bare('table2.git'));
    box.git('shallow', 'fetch', '-q', '--unshallow');
    const deep = await privateRepositoryOf(box.path('shallow'));
    expect(await said(deep, 'log', '--format=%s', head)).toBe('second\nfirst');
  });

  test('a partial clone: its missing files are fetched when a worktree of ours needs them', async () => {
    await using box = new GitSandbox();
    box.repository('shop');
    box.git('shop', 'config', 'uploadpack.allowFilter', 'true');
    const url = `file://${box.path('shop')}`;
    box.git('.', 'clone', '-q', '--no-checkout', '--filter=blob:none', url, 'partial');
    const head = box.git('partial', 'rev-parse', 'HEAD');
    const repository = await privateRepositoryOf(box.path('partial'));
    await said(repository, 'worktree', 'add', '-q', '--detach', box.path('work'), head);
    expect(readFileSync(box.path('work/a.txt'), 'utf8')).toBe('one\n');
    expect(box.git('partial', 'worktree', 'list').split('\n')).toHaveLength(1);
    await worksAtRemote(repository, box.bare('table.git'));
  });
});

describe('made once, whole, whatever happens', () => {
  const parts = (path: string) => readdirSync(path).filter((name) => name.startsWith('agentic.git'));

  test('by several at once', async () => {
    await using box = new GitSandbox();
    const clone = box.repository('shop');
    const made = await Promise.all(Array.from({ length: 6 }, () => privateRepositoryOf(clone)));
    for (const repository of made) expect(await said(repository, 'fsck', '--no-dangling')).toBe('');
    expect(parts(box.path('shop/.git'))).toEqual(['agentic.git']);
  });

  test('an old one is opened as it is', async () => {
    await using box = new GitSandbox();
    const { path } = await privateRepositoryOf(box.repository('shop'));
    const inode = statSync(join(path, 'config')).ino;
    await privateRepositoryOf(box.path('shop'));
    expect(statSync(join(path, 'config')).ino).toBe(inode);
  });

  test.each(['HEAD', 'config', 'refs', 'objects/info/alternates'])(
    'without %s: mended, and what it holds stays',
    async (part) => {
      await using box = new GitSandbox();
      const repository = await privateRepositoryOf(box.repository('shop'));
      const object = stateObject('kept');
      const store = localRefStore(repository);
      await store.commit({ updates: [{ ref, expect: null, to: object.oid }], objects: [object] });
      rmSync(join(repository.path, part), { recursive: true });
      const again = localRefStore(await privateRepositoryOf(box.path('shop')));
      expect((await again.read([object.oid])).get(object.oid)).toMatchObject({ message: 'kept' });
      expect((await again.list([ref])).ok).toBe(true);
    },
  );

  test('half made, of another version, or no folder at all: made anew, the old one put aside', async () => {
    await using box = new GitSandbox();
    const clone = box.repository('shop');
    const path = box.path('shop/.git/agentic.git');
    mkdirSync(join(path, 'objects'), { recursive: true });
    await said(await privateRepositoryOf(clone), 'fsck');
    writeFileSync(join(path, 'agentic-version'), '99 sha1 x\n');
    await said(await privateRepositoryOf(clone), 'fsck');
    rmSync(path, { recursive: true });
    writeFileSync(path, 'a file');
    await said(await privateRepositoryOf(clone), 'fsck');
    expect(parts(box.path('shop/.git'))).toHaveLength(4);
  });

  test('a clone that is moved takes it along', async () => {
    await using box = new GitSandbox();
    await privateRepositoryOf(box.repository('shop'));
    renameSync(box.path('shop'), box.path('moved'));
    const moved = await privateRepositoryOf(box.path('moved'));
    expect(await said(moved, 'cat-file', '-t', box.git('moved', 'rev-parse', 'HEAD'))).toBe('commit');
    expect(existsSync(box.path('shop'))).toBe(false);
  });
});

describe('settings of the clone', () => {
  const outer = { ...process.env };
  afterEach(() => {
    for (const name of Object.keys(process.env)) if (!(name in outer)) delete process.env[name];
    Object.assign(process.env, outer);
  });

  const all = (repository: PrivateRepository, key: string) =>
    said(repository, 'config', '--get-all', key).catch(() => '');

  test('headers and helpers arrive once, in order, from all files, included ones too', async () => {
    await using box = new GitSandbox();
    const clone = box.repository('shop');
    box.write(
      'global',
      '[http]\n\textraHeader = A: 1\n[credential]\n\thelper = store\n[user]\n\tname = Global\n',
    );
    box.write('included', '[user]\n\tname = "Ana \\"é\\""\n[http]\n\textraHeader = B: 2\n');
    box.git('shop', 'config', `includeIf.gitdir:${box.path('shop')}/.path`, box.path('included'));
    box.git('shop', 'config', '--add', 'credential.helper', '');
    box.git('shop', 'config', '--add', 'credential.helper', 'cache');
    box.git('shop', 'config', 'filter.lfs.clean', 'git-lfs clean -- %f');
    box.git('shop', 'config', 'core.autocrlf', 'input');
    box.git('shop', 'config', 'core.sshCommand', 'ssh -i key');
    box.git('shop', 'config', 'alias.x', '!touch pwned');
    process.env['GIT_CONFIG_GLOBAL'] = box.path('global');
    Object.assign(process.env, {
      GIT_CONFIG_COUNT: '1',
      GIT_CONFIG_KEY_0: 'http.extraHeader',
      GIT_CONFIG_VALUE_0: 'C: 3',
    });
    const repository = await privateRepositoryOf(clone);
    expect(await all(repository, 'http.extraHeader')).toBe('A: 1\nB: 2\nC: 3');
    expect(await all(repository, 'credential.helper')).toBe('store\n\ncache');
    expect((await all(repository, 'user.name')).split('\n').at(-1)).toBe('Ana "é"');
    expect(await all(repository, 'core.sshCommand')).toBe('ssh -i key');
    expect((await all(repository, 'core.autocrlf')).split('\n').at(-1)).toBe('input');
    expect((await all(repository, 'filter.lfs.clean')).split('\n').at(-1)).toBe('git-lfs clean -- %f');
    expect(await all(repository, 'alias.x')).toBe('');
  });

  test('no secret of the clone is written into the private repository; its name for commits is', async () => {
    await using box = new GitSandbox();
    const clone = box.repository('shop');
    box.git('shop', 'config', 'http.https://git.dev/.extraHeader', 'Authorization: Basic c2VjcmV0');
    box.git('shop', 'config', 'remote.origin.url', 'https://ana:c2VjcmV0@git.dev/shop');
    box.git('shop', 'config', 'user.email', 'ana@shop.dev');
    const { path } = await privateRepositoryOf(clone);
    for (const name of ['config', 'agentic-version'])
      expect(readFileSync(join(path, name), 'utf8')).not.toContain('c2VjcmV0');
    expect(box.git('.', 'config', '--file', join(path, 'config'), 'user.email')).toBe('ana@shop.dev');
  });

  test('row 33: transports that are programs stay shut, whatever the settings say', async () => {
    await using box = new GitSandbox();
    const clone = box.repository('shop');
    box.git('shop', 'config', 'protocol.allow', 'always');
    box.git('shop', 'config', 'protocol.ext.allow', 'always');
    const repository = await privateRepositoryOf(clone);
    const store = remoteRefStore({
      repository,
      url: `ext::sh -c "touch ${box.path('pwned')}"`,
      display: 'x',
    });
    expect((await store.list([ref])).ok).toBe(false);
    expect(existsSync(box.path('pwned'))).toBe(false);
    process.env['GIT_ALLOW_PROTOCOL'] = 'https:ssh';
    const narrow = await privateRepositoryOf(clone);
    expect(narrow.env['GIT_ALLOW_PROTOCOL']).toBe('ssh:https');
  });
});

test('settings that an agent of a killed run has left are put right before git reads them', async () => {
  await using box = new GitSandbox();
  const clone = box.repository('shop');
  const config = join((await privateRepositoryOf(clone)).path, 'config');
  const before = readFileSync(config, 'utf8');
  writeFileSync(config, `${before}[core]\n\talternateRefsCommand = false\n`);
  await privateRepositoryOf(clone);
  expect(readFileSync(config, 'utf8')).toBe(before);
});
