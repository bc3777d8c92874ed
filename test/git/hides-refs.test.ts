import { readdirSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { RefName } from '../../src/core/model/ids.ts';
import { remoteRefStore } from '../../src/git/table/remote-ref-store.ts';
import { GitSandbox } from '../support/git-sandbox.ts';
import { plantObject, privateRepositoryOf } from '../support/git-tables.ts';
import { stateObject } from '../support/ref-store-contract.ts';

const LOCK = 'refs/agentic/locks/a' as RefName;

test('that an empty table hides nothing is asked once in an hour, where nothing depends on it', async () => {
  await using box = new GitSandbox();
  const url = box.bare('shop.git');
  plantObject(url, 'refs/heads/main' as RefName, { ...stateObject('a branch'), type: 'commit' });
  const repository = await privateRepositoryOf(box.repository('shop'));
  const store = remoteRefStore({ repository, url, display: 'the table' });
  expect(await store.hidesRefs({ lately: true })).toBe(false);

  const object = stateObject('a claim');
  await store.commit({ updates: [{ ref: LOCK, expect: null, to: object.oid }], objects: [object] });
  box.git('shop.git', 'config', 'uploadpack.hideRefs', 'refs/agentic');
  expect(await store.hidesRefs({ lately: true })).toBe(false); // seen lately
  expect(await store.hidesRefs()).toBe(true);

  const [note = ''] = readdirSync(repository.path).filter((name) => name.startsWith('shown-'));
  const before = new Date(Date.now() - 2 * 3_600_000);
  utimesSync(join(repository.path, note), before, before);
  expect(await store.hidesRefs({ lately: true })).toBe(true);
});

test('a server that cannot be asked is asked again', async () => {
  await using box = new GitSandbox();
  const repository = await privateRepositoryOf(box.repository('shop'));
  const store = remoteRefStore({ repository, url: join(box.root, 'gone.git'), display: 'the table' });
  expect(await store.hidesRefs({ lately: true })).toBe(false);
  expect(readdirSync(repository.path).filter((name) => name.startsWith('shown-'))).toEqual([]);
});
