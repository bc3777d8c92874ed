import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { openClone } from '../../src/git/clone/clone-facts.ts';
import { giveBackObjects, lendObjects } from '../../src/git/private/lent-objects.ts';
import { openPrivateRepository } from '../../src/git/private/private-repository.ts';
import { makeRepository } from '../support/git-fixture.ts';

async function start() {
  const repo = makeRepository();
  const first = repo.commit({ 'a.txt': 'one\n' });
  repo.git('gc', '-q');
  const second = repo.commit({ 'a.txt': 'two\n' });
  const clone = await openClone(repo.dir);
  if (!clone.ok) throw new Error('not opened');
  const repository = await openPrivateRepository(clone.value);
  if (!repository.ok) throw new Error('not opened');
  const places = { clone: clone.value, repository: repository.value };
  const has = async (oid: string) =>
    (await repository.value.git({ args: ['cat-file', '-e', `${oid}^{tree}`] })).code === 0;
  const loseSecond = () => {
    repo.git('reset', '-q', '--hard', first);
    repo.git('reflog', 'expire', '--expire=now', '--all');
    repo.git('gc', '-q', '--prune=now');
  };
  return { repo, first, second, places, has, loseSecond };
}

it('an amend and a gc in the clone take nothing away that a run has begun with, packed or loose', async () => {
  const { first, second, places, has, loseSecond } = await start();
  await lendObjects(places);
  loseSecond();
  expect([await has(first), await has(second)]).toEqual([true, true]);
});

it('costs no space, and goes again where the clone has its own; what it has lost stays', async () => {
  const { repo, second, places, has, loseSecond } = await start();
  await lendObjects(places);
  const packs = join(places.repository.path, 'objects', 'pack');
  const [pack = ''] = readdirSync(packs).filter((name) => name.endsWith('.pack'));
  expect(statSync(join(packs, pack)).nlink).toBe(2);
  loseSecond();
  await giveBackObjects(places);
  expect(await has(second)).toBe(true);
  expect(readFileSync(join(places.repository.path, 'lent-objects'), 'utf8')).toContain(second.slice(2));
  repo.git('fsck', '--strict');
});

it('leaves nothing where the clone has lost nothing', async () => {
  const { first, places, has } = await start();
  await lendObjects(places);
  await giveBackObjects(places);
  expect(readdirSync(join(places.repository.path, 'objects', 'pack'))).toEqual([]);
  expect(await has(first)).toBe(true);
  expect(existsSync(join(places.clone.commonDir, 'objects', 'pack'))).toBe(true);
});
