import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { ClaimId, RefName } from '../../src/core/model/ids.ts';
import { openClone } from '../../src/git/clone/clone-facts.ts';
import { makeFolder, makeRepository, makeTeam, openFixture } from '../support/git-fixture.ts';
import { made, openWorktrees } from '../support/worktrees-fixture.ts';

const claim = (name: string): ClaimId => `c-${name}` as ClaimId;
const files = { 'a.txt': 'one\n', 'src/b.txt': 'two\n', '.gitignore': '*.log\nnode_modules/\n' };

describe('a worktree of a run', () => {
  it('shows the commit, and the clone does not know of it', async () => {
    const repo = makeRepository();
    const head = repo.commit(files);
    const before = [
      repo.git('worktree', 'list'),
      repo.git('for-each-ref'),
      readFileSync(join(repo.dir, '.git/config')),
    ];
    const { worktrees } = await openWorktrees(repo);
    await worktrees.showRefs(new Map([['refs/heads/main' as RefName, head]]));
    const worktree = made(await worktrees.make({ commit: head, kind: 'agent', claim: claim('1') }));
    expect(readFileSync(join(worktree.path, 'a.txt'), 'utf8')).toBe('one\n');
    const inside = openFixture(worktree.path);
    expect(inside.tip('HEAD')).toBe(head);
    expect(inside.tip('main')).toBe(head);
    expect(inside.git('status', '--porcelain')).toBe('');
    expect([
      repo.git('worktree', 'list'),
      repo.git('for-each-ref'),
      readFileSync(join(repo.dir, '.git/config')),
    ]).toEqual(before);
    expect(await worktree.remove()).toBeUndefined();
  });

  it('never collects what we have put there, even committed by force', async () => {
    const repo = makeRepository();
    const head = repo.commit(files);
    mkdirSync(join(repo.dir, 'node_modules'));
    const { worktrees } = await openWorktrees(repo);
    const worktree = made(await worktrees.make({ commit: head, kind: 'agent', claim: claim('9') }));
    const inside = openFixture(worktree.path);
    writeFileSync(join(worktree.exchange, 'prompt.md'), 'what to do');
    writeFileSync(join(worktree.path, 'a.txt'), 'changed\n');
    inside.git('add', '-f', '.');
    inside.git('commit', '-qm', 'All of it');
    expect(await worktree.collect()).toMatchObject({ ok: true, changed: ['a.txt'] });
  });

  it('is made while others are removed, here and by another run of this clone', async () => {
    const repo = makeRepository();
    const head = repo.commit(files);
    const runs = [await openWorktrees(repo, { pid: 1 }), await openWorktrees(repo, { pid: 2 })];
    const failed: unknown[] = [];
    const work = async (run: (typeof runs)[number] | undefined, name: string): Promise<void> => {
      for (let tries = 0; tries < 12; tries++) {
        const answer = await run?.worktrees.make({
          commit: head,
          kind: 'agent',
          claim: claim(`${name}${tries}`),
        });
        if (answer?.ok) await answer.worktree.remove();
        else failed.push(answer);
      }
    };
    await Promise.all(['a', 'b', 'c', 'd'].map((name, at) => work(runs[at % 2], name)));
    expect(failed).toEqual([]);
    expect(readdirSync(runs[0]?.folder ?? '')).toEqual([]);
  });

  it('is not made where the commit has a link in place of our folder', async () => {
    const repo = makeRepository();
    const elsewhere = makeFolder();
    const head = repo.commit({ ...files, '.agentic-task': { mode: '120000', content: elsewhere } });
    const { worktrees } = await openWorktrees(repo);
    const answer = await worktrees.make({ commit: head, kind: 'agent', claim: claim('8') });
    expect(answer).toMatchObject({ ok: false, problem: { code: 'no-worktree' } });
    expect(readdirSync(elsewhere)).toEqual([]);
  });

  it('collects what was committed, staged, written, removed, with names of bytes, and the messages', async () => {
    const repo = makeRepository();
    const head = repo.commit(files);
    const { worktrees, publishing } = await openWorktrees(repo);
    const worktree = made(await worktrees.make({ commit: head, kind: 'agent', claim: claim('2') }));
    const inside = openFixture(worktree.path);
    writeFileSync(join(worktree.path, 'a.txt'), 'changed\n');
    inside.git('commit', '-qam', 'First thing');
    writeFileSync(join(worktree.path, 'kept.log'), 'ignored, but added by force');
    inside.git('add', '-f', 'kept.log');
    inside.git('commit', '-qm', 'Second thing\n\nwith a reason');
    writeFileSync(Buffer.concat([Buffer.from(`${worktree.path}/`), Buffer.from([0xff, 0x2e])]), 'bytes');
    writeFileSync(join(worktree.path, 'other.log'), 'ignored');
    rmSync(join(worktree.path, 'src/b.txt'));
    symlinkSync('/etc', join(worktree.path, 'node_modules'));
    writeFileSync(join(worktree.exchange, 'output.json'), '{}');
    const collected = await worktree.collect();
    expect(collected).toMatchObject({
      ok: true,
      changed: ['a.txt', 'kept.log', 'src/b.txt', '\udcff.'],
      messages: ['First thing', 'Second thing\n\nwith a reason'],
    });
    if (!collected.ok) return;
    const commit = await publishing.commit({ tree: collected.tree, parents: [head], message: 'Work\n' });
    expect(await publishing.changedPaths(head, commit)).toHaveLength(4);
    await worktree.remove();
  });

  it('is seen as a part of the clone: the team’s table is the clone’s, not the private repository’s', async () => {
    const { repo } = makeTeam(files);
    const { worktrees } = await openWorktrees(repo);
    const worktree = made(
      await worktrees.make({ commit: repo.tip('HEAD'), kind: 'agent', claim: claim('5') }),
    );
    const [inside, outside] = [await openClone(worktree.path), await openClone(repo.dir)];
    if (!inside.ok || !outside.ok) throw new Error('not opened');
    expect(inside.value).toMatchObject({ topLevel: worktree.path, head: { kind: 'detached' } });
    expect(inside.value.commonDir).toBe(outside.value.commonDir);
    expect(inside.value.remotes).toEqual(outside.value.remotes);
    expect(inside.value.remotes).toHaveLength(1);
    await worktree.remove();
  });

  it('finds no change where nothing was changed', async () => {
    const repo = makeRepository();
    const head = repo.commit(files);
    const { worktrees, publishing } = await openWorktrees(repo);
    const worktree = made(await worktrees.make({ commit: head, kind: 'agent', claim: claim('3') }));
    expect(await worktree.collect()).toEqual({
      ok: true,
      changed: [],
      ignored: [],
      messages: [],
      deleted: [],
      aside: [],
      tree: await publishing.treeOf(head),
    });
    await worktree.remove();
  });

  it('moves to another commit and keeps what the set-up made', async () => {
    const repo = makeRepository();
    const first = repo.commit(files);
    const second = repo.commit({ 'a.txt': 'newer\n' });
    const { worktrees } = await openWorktrees(repo);
    const worktree = made(await worktrees.make({ commit: first, kind: 'agent', claim: claim('4') }));
    mkdirSync(join(worktree.path, 'node_modules'));
    writeFileSync(join(worktree.path, 'stray.txt'), 'left by a test');
    expect(await worktree.moveTo(second)).toBe(true);
    expect(readFileSync(join(worktree.path, 'a.txt'), 'utf8')).toBe('newer\n');
    expect([
      existsSync(join(worktree.path, 'node_modules')),
      existsSync(join(worktree.path, 'stray.txt')),
    ]).toEqual([true, false]);
    await worktree.remove();
  });
});

describe('row 78: agents that misbehave', () => {
  const start = async (name: string) => {
    const repo = makeRepository();
    const head = repo.commit(files);
    const opened = await openWorktrees(repo);
    const worktree = made(await opened.worktrees.make({ commit: head, kind: 'agent', claim: claim(name) }));
    return { repo, head, worktree, inside: openFixture(worktree.path), ...opened };
  };

  it('takes away rights, also from the folder: collected and removed all the same', async () => {
    const { worktree, folder } = await start('rights');
    writeFileSync(join(worktree.path, 'a.txt'), 'changed');
    chmodSync(join(worktree.path, 'a.txt'), 0o000);
    chmodSync(join(worktree.path, 'src'), 0o000);
    expect(await worktree.collect()).toMatchObject({ ok: true, changed: ['a.txt'] });
    chmodSync(worktree.path, 0o000);
    expect(await worktree.remove()).toBeUndefined();
    expect(readdirSync(folder)).toEqual([]);
  });

  it('removes its own folder: that is a failure, not a result without files', async () => {
    const { worktree, repo } = await start('gone');
    rmSync(worktree.path, { recursive: true });
    expect(await worktree.collect()).toMatchObject({ ok: false, problem: { code: 'no-worktree' } });
    expect(await worktree.remove()).toBeUndefined();
    expect(repo.git('status', '--porcelain')).toBe('');
  });

  it('deletes .git: its files are still collected', async () => {
    const { worktree } = await start('nogit');
    rmSync(join(worktree.path, '.git'), { recursive: true });
    writeFileSync(join(worktree.path, 'new.txt'), 'new');
    expect(await worktree.collect()).toMatchObject({ ok: true, changed: ['new.txt'] });
    await worktree.remove();
  });

  it('makes a repository inside: no part of the result, kept whole with its commits and what is not committed', async () => {
    const { worktree, repository } = await start('nested');
    const nested = makeRepository({ dir: join(worktree.path, 'vendor', 'x') });
    const first = nested.commit({ 'f.txt': 'x' });
    writeFileSync(join(nested.dir, 'g.txt'), 'not committed');
    writeFileSync(join(worktree.path, 'a.txt'), 'changed');
    const collected = await worktree.collect();
    expect(collected).toMatchObject({
      ok: true,
      changed: ['a.txt'],
      aside: [{ kind: 'nested', name: 'vendor/x' }],
    });
    const kept = collected.ok ? collected.aside[0]?.commit : undefined;
    const show = async (...args: string[]) => (await repository.git({ args })).stdout.toString();
    expect(await show('rev-parse', `${kept}^1`)).toBe(`${first}\n`);
    expect(await show('show', `${kept}:g.txt`)).toBe('not committed');
    await worktree.remove();
    expect(await show('show', `${kept}:f.txt`)).toBe('x');
  });
});

describe('leftovers of a killed run', () => {
  it('are removed by the next one, those of a living one are not', async () => {
    const repo = makeRepository();
    const head = repo.commit(files);
    const killed = await openWorktrees(repo, { pid: 7 });
    const { folder } = killed;
    const old = made(await killed.worktrees.make({ commit: head, kind: 'agent', claim: claim('old') }));
    const living = await openWorktrees(repo, { pid: 8, folder });
    made(await living.worktrees.make({ commit: head, kind: 'agent', claim: claim('other') }));
    const next = await openWorktrees(repo, { pid: 9, dead: 7, folder });
    expect(await next.worktrees.cleanLeftovers()).toEqual([{ path: old.path, stays: false }]);
    expect(readdirSync(folder).sort()).toEqual(['agent-2', 'agent-2.index', 'agent-2.json']);
    expect(await next.worktrees.cleanLeftovers()).toEqual([]);
  });

  it('row 18: a worktree that cannot be made is a problem with a reason, and leaves nothing', async () => {
    const repo = makeRepository();
    const head = repo.commit({ ['x'.repeat(300)]: 'too long a name' }, { checkout: false });
    const { worktrees, folder } = await openWorktrees(repo);
    expect(await worktrees.make({ commit: head, kind: 'agent', claim: claim('long') })).toMatchObject({
      ok: false,
      problem: { code: 'no-worktree' },
    });
    expect(readdirSync(folder)).toEqual([]);
  });
});
