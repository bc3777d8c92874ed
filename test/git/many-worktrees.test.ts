import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import type { ClaimId } from '../../src/core/model/ids.ts';
import { makeRepository, openFixture } from '../support/git-fixture.ts';
import { made, openWorktrees } from '../support/worktrees-fixture.ts';

const files = { 'a.txt': 'one\n', 'src/b.txt': 'two\n' };
const claimOf = (at: number): ClaimId => `c-${String(at).padStart(12, '0')}` as ClaimId;

it('makes, collects and removes many worktrees at once, each for itself', async () => {
  const repo = makeRepository();
  const head = repo.commit(files);
  const { worktrees, folder, publishing } = await openWorktrees(repo);
  const work = async (at: number) => {
    const worktree = made(await worktrees.make({ commit: head, kind: 'agent', claim: claimOf(at) }));
    writeFileSync(join(worktree.path, 'a.txt'), `${at}\n`);
    const collected = await worktree.collect();
    if (!collected.ok) throw new Error(JSON.stringify(collected.problem));
    expect(collected.changed).toEqual(['a.txt']);
    expect(await worktree.remove()).toBeUndefined();
    return collected.tree;
  };
  const trees = await Promise.all(Array.from({ length: 24 }, (_, at) => work(at)));
  expect(new Set(trees).size).toBe(24);
  const commit = await publishing.commit({ tree: trees[7] ?? head, parents: [head], message: 'Work\n' });
  expect(await publishing.changedPaths(head, commit)).toEqual(['a.txt']);
  expect(readdirSync(folder)).toEqual([]);
});

it('collects nothing that is ours, even where the agent makes git see it', async () => {
  const repo = makeRepository();
  const head = repo.commit(files);
  const { worktrees } = await openWorktrees(repo);
  const worktree = made(await worktrees.make({ commit: head, kind: 'agent', claim: claimOf(3) }));
  writeFileSync(join(worktree.exchange, 'prompt.md'), 'what to do');
  writeFileSync(join(worktree.path, '.gitignore'), '!.agentic-task\n!.agentic-task/**\n');
  expect(await worktree.collect()).toMatchObject({ ok: true, changed: ['.gitignore'] });
  await worktree.remove();
});

it('ignores what the clone ignores, for the agent’s git and for ours', async () => {
  const repo = makeRepository();
  const head = repo.commit(files);
  writeFileSync(join(repo.dir, '.git', 'info', 'exclude'), '.env\n');
  const { worktrees } = await openWorktrees(repo);
  const worktree = made(await worktrees.make({ commit: head, kind: 'agent', claim: claimOf(4) }));
  writeFileSync(join(worktree.path, '.env'), 'TOKEN=x');
  expect(openFixture(worktree.path).git('status', '--porcelain')).toBe('');
  expect(await worktree.collect()).toMatchObject({ ok: true, changed: [], aside: [] });
  await worktree.remove();
});
