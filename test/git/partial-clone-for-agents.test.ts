import { readdirSync, readFileSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import type { ClaimId, Oid } from '../../src/core/model/ids.ts';
import { makeRepository, openFixture } from '../support/git-fixture.ts';
import { made, openWorktrees } from '../support/worktrees-fixture.ts';

const wish = (commit: string, name: string) => ({
  commit: commit as Oid,
  kind: 'agent' as const,
  claim: `c-${name}` as ClaimId,
});

/** A clone without blobs but those of its checkout, and a commit on another branch whose blobs it has not. */
function partialClone() {
  const remote = makeRepository({ bare: true });
  remote.git('config', 'uploadpack.allowFilter', 'true');
  remote.git('config', 'uploadpack.allowAnySHA1InWant', 'true');
  remote.commit({ 'a.txt': 'one\n' });
  remote.commit({ 'a.txt': 'two\n', 'src/b.txt': 'b\n' }, { branch: 'wanted', parents: ['main'] });
  const repo = remote.clone('--filter=blob:none');
  return { remote, repo, wanted: repo.tip('origin/wanted') };
}

it('blobs that a checkout needs are fetched once, by us, and are there for every agent', async () => {
  const { remote, repo, wanted } = partialClone();
  const { worktrees, repository } = await openWorktrees(repo);
  const [one, two] = await Promise.all(
    ['one', 'two'].map(async (name) => made(await worktrees.make(wish(wanted, name)))),
  );
  if (one === undefined || two === undefined) throw new Error('not made');
  for (const { path } of [one, two]) {
    expect(readFileSync(join(path, 'src/b.txt'), 'utf8')).toBe('b\n');
    expect(readdirSync(join(path, '.git', 'objects', 'pack'))).toEqual([]);
  }
  const packs = readdirSync(join(repository.path, 'objects', 'pack'));
  expect(packs.filter((name) => name.endsWith('.promisor'))).toHaveLength(1);
  renameSync(remote.dir, `${remote.dir}.away`);
  const inside = openFixture(one.path);
  expect(inside.git('config', 'remote.origin.promisor')).toBe('true');
  expect(inside.git('status', '--porcelain')).toBe('');
  inside.git('diff', '--stat', 'HEAD');
  expect(await two.collect()).toMatchObject({ ok: true, changed: [] });
});

it('a server that is away is named as the reason', async () => {
  const { remote, repo, wanted } = partialClone();
  renameSync(remote.dir, `${remote.dir}.away`);
  const { worktrees } = await openWorktrees(repo);
  expect(await worktrees.make(wish(wanted, 'one'))).toMatchObject({
    ok: false,
    problem: { code: 'blobs-missing' },
  });
});
