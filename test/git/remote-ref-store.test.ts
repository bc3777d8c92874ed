import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { RefStore, TransactionOutcome } from '../../src/app/ports/ref-store.ts';
import type { Oid, RefName } from '../../src/core/model/ids.ts';
import { remoteRefStore } from '../../src/git/table/remote-ref-store.ts';
import { GitSandbox } from '../support/git-sandbox.ts';
import { plantObject, privateRepositoryOf } from '../support/git-tables.ts';
import { describeRefStoreContract, stateObject } from '../support/ref-store-contract.ts';

async function storeOf(clone: string, url: string): Promise<RefStore> {
  return remoteRefStore({ repository: await privateRepositoryOf(clone), url, display: 'the table' });
}

for (const format of ['sha1', 'sha256'])
  describeRefStoreContract(`remote by path, ${format}`, async () => {
    const box = new GitSandbox();
    const remote = box.bare('shop.git', `--object-format=${format}`);
    let clones = 0;
    return {
      join: () => storeOf(box.repository(`clone ${clones++}`, `--object-format=${format}`), remote),
      plant: async (ref, object) => plantObject(remote, ref, object),
      [Symbol.asyncDispose]: () => box[Symbol.asyncDispose](),
    };
  });

const lock = (name: string): RefName => `refs/agentic/locks/${name}` as RefName;
const claim = (store: RefStore, ...names: readonly string[]): Promise<TransactionOutcome> => {
  const object = stateObject(`claim of ${names.join(' ')}`);
  const updates = names.map((name) => ({ ref: lock(name), expect: null, to: object.oid }));
  return store.commit({ updates, objects: [object] });
};
const failureKind = (outcome: TransactionOutcome): string =>
  outcome.kind === 'failed' ? outcome.failure.kind : outcome.kind;

describe('row 48: what a remote can say no with, told apart', () => {
  async function table() {
    const box = new GitSandbox();
    const remote = box.bare('shop.git');
    const store = await storeOf(box.repository('shop'), remote);
    const hook = (name: string, script: string): void => {
      mkdirSync(join(remote, 'hooks'), { recursive: true });
      writeFileSync(join(remote, 'hooks', name), `#!/bin/sh\n${script}\n`);
      chmodSync(join(remote, 'hooks', name), 0o755);
    };
    return { box, remote, store, hook, [Symbol.asyncDispose]: () => box[Symbol.asyncDispose]() };
  }

  test('hidden refs', async () => {
    await using at = await table();
    at.box.git('shop.git', 'config', 'receive.hideRefs', 'refs/agentic');
    expect(failureKind(await claim(at.store, 'a', 'b'))).toBe('hidden-refs');
  });

  test('no atomic pushes', async () => {
    await using at = await table();
    at.box.git('shop.git', 'config', 'receive.advertiseAtomic', 'false');
    expect(failureKind(await claim(at.store, 'a'))).toBe('no-atomic');
  });

  test('an update hook that declines one ref; a pre-receive hook', async () => {
    await using at = await table();
    at.hook('update', 'test "$1" != refs/agentic/locks/b');
    expect(failureKind(await claim(at.store, 'a', 'b', 'c'))).toBe('hook-declined');
    at.hook('update', 'exit 0');
    at.hook('pre-receive', 'exit 1');
    expect(failureKind(await claim(at.store, 'a'))).toBe('hook-declined');
  });

  test('a stale lock file on the server', async () => {
    await using at = await table();
    mkdirSync(join(at.remote, 'refs/agentic/locks'), { recursive: true });
    writeFileSync(join(at.remote, 'refs/agentic/locks/a.lock'), '');
    expect(failureKind(await claim(at.store, 'a', 'b'))).toBe('server-lock');
    expect(failureKind(await claim(at.store, 'b'))).toBe('applied');
  });

  test.skipIf(process.getuid?.() === 0)('a repository that cannot be written', async () => {
    await using at = await table();
    chmodSync(join(at.remote, 'objects'), 0o500);
    const outcome = await claim(at.store, 'a');
    chmodSync(join(at.remote, 'objects'), 0o700);
    expect(failureKind(outcome)).toBe('read-only');
  });

  test('no repository there: nothing was sent', async () => {
    await using at = await table();
    const store = await storeOf(at.box.path('shop'), at.box.path('gone.git'));
    expect(failureKind(await claim(store, 'a'))).toBe('not-found');
    expect(await store.list([lock('a')])).toMatchObject({ ok: false, failure: { kind: 'not-found' } });
    const nobody = await storeOf(at.box.path('shop'), 'http://127.0.0.1:1/shop.git');
    expect(failureKind(await claim(nobody, 'a'))).toBe('connection-refused');
    expect(await nobody.list([lock('a')])).toMatchObject({
      ok: false,
      failure: { kind: 'connection-refused' },
    });
  });

  test('a server that dies, before and after it has moved the refs: unknown', async () => {
    await using at = await table();
    at.hook('pre-receive', 'kill -9 $PPID');
    expect((await claim(at.store, 'a')).kind).toBe('unknown');
    at.hook('pre-receive', 'exit 0');
    at.hook('post-receive', 'exit 0');
    at.hook('reference-transaction', 'test "$1" != committed || kill -9 $PPID');
    expect((await claim(at.store, 'b')).kind).toBe('unknown');
    const looked = await at.store.list([lock('')]);
    expect(looked.ok && [...looked.value.keys()]).toEqual([lock('b')]);
  });

  test('a git that takes too long is ended, and nobody knows', async () => {
    await using at = await table();
    at.hook('pre-receive', 'exec sleep 5');
    const repository = await privateRepositoryOf(at.box.path('shop'));
    const hasty = remoteRefStore({ repository, url: at.remote, display: 'x', pushTimeoutMs: 300 });
    expect((await claim(hasty, 'a')).kind).toBe('unknown');
  });
});

test('refs of identical objects are "up to date" to git: the transaction is not taken as applied', async () => {
  await using box = new GitSandbox();
  const remote = box.bare('shop.git');
  const store = await storeOf(box.repository('shop'), remote);
  const same = stateObject('same');
  const update = (name: string) => ({ ref: lock(name), expect: null, to: same.oid });
  await store.commit({ updates: [update('a')], objects: [same] });
  const outcome = await store.commit({ updates: [update('a'), update('b')], objects: [same] });
  expect(outcome.kind).toBe('unknown'); // git moved b, and ends with 0
});

test("the user's settings do not reach our pushes, and the user's clone sees nothing of them", async () => {
  await using box = new GitSandbox();
  const remote = box.bare('shop.git');
  const clone = box.repository('shop');
  const settings = {
    'remote.origin.url': remote,
    'remote.origin.mirror': 'true',
    'push.followTags': 'true',
    'push.gpgSign': 'true',
    'push.pushOption': 'ci.skip',
    'push.recurseSubmodules': 'only',
    'fetch.prune': 'false',
    'url./nowhere/.pushInsteadOf': remote.slice(0, 4),
    'core.hooksPath': box.path('hooks'),
  };
  const keys = Object.entries(settings);
  for (const [key, value] of keys) box.git('shop', 'config', key, value);
  box.write('global', '');
  for (const [key, value] of keys) box.git('.', 'config', '--file', box.path('global'), key, value);
  box.write('hooks/pre-push', '#!/bin/sh\nexit 1\n');
  chmodSync(box.path('hooks/pre-push'), 0o755);
  box.git('shop', 'tag', '-a', '-m', 'x', 'v1');
  const config = box.git('shop', 'config', '--local', '--list');
  const outer = process.env['GIT_CONFIG_GLOBAL'];
  process.env['GIT_CONFIG_GLOBAL'] = box.path('global');
  try {
    const store = await storeOf(clone, remote);
    expect(await claim(store, 'a')).toEqual({ kind: 'applied' });
    expect((await store.list([lock('')])).ok).toBe(true);
  } finally {
    process.env['GIT_CONFIG_GLOBAL'] = outer;
  }
  expect(box.git('shop.git', 'for-each-ref', '--format=%(refname)')).toBe(lock('a'));
  expect(box.git('shop', 'for-each-ref', '--format=%(refname)')).toBe('refs/heads/main\nrefs/tags/v1');
  expect(box.git('shop', 'config', '--local', '--list')).toBe(config);
  expect(box.git('shop', 'status', '--porcelain')).toBe('');
});

test('looks of several processes at once do not fail each other; a killed look is recovered from', async () => {
  await using box = new GitSandbox();
  const remote = box.bare('shop.git');
  const clone = box.repository('shop');
  const stores = await Promise.all(Array.from({ length: 4 }, () => storeOf(clone, remote)));
  const [first] = stores;
  if (!first) throw new Error('no store');
  await claim(first, 'a', 'b/c', 'd');
  const scopes = [[lock('')], [lock('a')], [lock('b/'), lock('d')], [lock('b/c'), lock('x')]];
  const looks = await Promise.all(stores.map((store, at) => store.list(scopes[at] ?? [])));
  expect(looks.map((look) => look.ok && [...look.value.keys()])).toEqual([
    [lock('a'), lock('b/c'), lock('d')],
    [lock('a')],
    [lock('b/c'), lock('d')],
    [lock('b/c')],
  ]);
  await claim(first, 'e');
  const repository = await privateRepositoryOf(clone);
  mkdirSync(join(repository.path, 'refs/seen/agentic/locks/e'), { recursive: true });
  writeFileSync(join(repository.path, 'refs/seen/agentic/locks/e/=.lock'), '');
  const again = await first.list([lock('')]);
  expect(again.ok && again.value.size).toBe(4);
});

test('the branch that a run publishes to is a ref like any other', async () => {
  await using box = new GitSandbox();
  const remote = box.bare('shop.git');
  const store = await storeOf(box.repository('shop'), remote);
  const work = box.git('shop', 'rev-parse', 'HEAD');
  const branch = 'refs/heads/agentic/main' as RefName;
  const updates = [{ ref: branch, expect: null, to: work as Oid }];
  expect(await store.commit({ updates, objects: [] })).toEqual({ kind: 'applied' });
  const looked = await store.list([branch]);
  expect(looked.ok && [...looked.value]).toEqual([[branch, work]]);
});

test('over ssh, by the command that the clone is set up with', async () => {
  await using box = new GitSandbox();
  const remote = box.bare('shop.git');
  const clone = box.repository('shop');
  // what a server's sshd does: the last argument is the command line
  box.write(
    'ssh',
    `#!/bin/sh\nfor last; do :; done\necho "$last" >>'${box.path('log')}'\nexec sh -c "$last"\n`,
  );
  chmodSync(box.path('ssh'), 0o755);
  box.git('shop', 'config', 'core.sshCommand', `'${box.path('ssh')}'`);
  const store = await storeOf(clone, `ssh://git@host.invalid${remote}`);
  expect(await claim(store, 'a')).toEqual({ kind: 'applied' });
  expect(await store.list([lock('a')])).toMatchObject({ ok: true });
  expect(readFileSync(box.path('log'), 'utf8')).toContain(`git-receive-pack '${remote}'`);
});
