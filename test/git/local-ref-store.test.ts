import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Oid, RefName } from '../../src/core/model/ids.ts';
import { localRefStore } from '../../src/git/table/local-ref-store.ts';
import { GitSandbox } from '../support/git-sandbox.ts';
import { plantObject, privateRepositoryOf } from '../support/git-tables.ts';
import { describeRefStoreContract, stateObject } from '../support/ref-store-contract.ts';

for (const format of ['sha1', 'sha256'])
  describeRefStoreContract(`local, ${format}`, async () => {
    const box = new GitSandbox();
    const clone = box.repository('shop', `--object-format=${format}`);
    return {
      join: async () => localRefStore(await privateRepositoryOf(clone)),
      plant: async (ref, object) => plantObject((await privateRepositoryOf(clone)).path, ref, object),
      [Symbol.asyncDispose]: () => box[Symbol.asyncDispose](),
    };
  });

test('row 48: a stale lock file is a failure of its own, not a refusal', async () => {
  await using box = new GitSandbox();
  const repository = await privateRepositoryOf(box.repository('shop'));
  const store = localRefStore(repository);
  const one = stateObject('one');
  mkdirSync(join(repository.path, 'refs/agentic/locks'), { recursive: true });
  writeFileSync(join(repository.path, 'refs/agentic/locks/a.lock'), '');
  const updates = [{ ref: 'refs/agentic/locks/a' as RefName, expect: null, to: one.oid }];
  expect(await store.commit({ updates, objects: [one] })).toMatchObject({
    kind: 'failed',
    failure: { kind: 'server-lock' },
  });
});

test('row 44: a tag on a lock is no commit, even one of a commit', async () => {
  await using box = new GitSandbox();
  const repository = await privateRepositoryOf(box.repository('shop'));
  box.git('shop', 'tag', '-a', '-m', 'x', 'v1');
  const tag = box.git('shop', 'rev-parse', 'v1') as Oid;
  const sights = await localRefStore(repository).read([tag]);
  expect(sights.get(tag)).toEqual({ kind: 'unreadable', why: 'not-a-commit' });
});
