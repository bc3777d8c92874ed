import { describe, expect, it } from 'vitest';
import type { Oid, RefName, RepoPath } from '../../src/core/model/ids.ts';
import { makeRepository } from '../support/git-fixture.ts';
import { openWorktrees } from '../support/worktrees-fixture.ts';

const branch = 'refs/heads/agentic/main' as RefName;

describe('results without a worktree', () => {
  it('merges in memory, and names the paths that conflict', async () => {
    const repo = makeRepository();
    const base = repo.commit({ 'a.txt': '1\n', 'b.txt': '1\n', 'é\udcff.txt': '1\n' });
    const one = repo.commit({ 'a.txt': '2\n', 'é\udcff.txt': '2\n' }, { branch: 'one', parents: [base] });
    const two = repo.commit({ 'b.txt': '2\n' }, { branch: 'two', parents: [base] });
    const three = repo.commit({ 'é\udcff.txt': '3\n' }, { branch: 'three', parents: [base] });
    const { publishing } = await openWorktrees(repo);
    const clean = await publishing.merge(one, two);
    expect(clean.kind).toBe('clean');
    if (clean.kind === 'clean') {
      const commit = await publishing.commit({ tree: clean.tree, parents: [one], message: 'two, on one' });
      expect(await publishing.changedPaths(one, commit)).toEqual(['b.txt']);
    }
    expect(await publishing.merge(one, three)).toMatchObject({
      kind: 'conflict',
      paths: ['é\udcff.txt'],
    });
  });

  it('takes files from another tree, byte for byte, or away', async () => {
    const repo = makeRepository();
    const one = repo.commit({ 'é\udcff.txt': '1\n', 'b.txt': '1\n', 'gone.txt': '1\n', 'c/d': '1\n' });
    const two = repo.commit({
      'é\udcff.txt': '2\n',
      'b.txt': '2\n',
      'gone.txt': null,
      'c/d': null,
      c: '2\n',
    });
    const { publishing } = await openWorktrees(repo);
    const paths = ['é\udcff.txt', 'gone.txt', 'c'].map((path) => path as RepoPath);
    const tree = await publishing.takePaths({ tree: await publishing.treeOf(one), from: two, paths });
    expect(await publishing.listFiles(tree)).toEqual(['b.txt', 'c', 'é\udcff.txt']);
    expect(await publishing.changedPaths(tree, two)).toEqual(['b.txt']);
  });

  it('tells which commits changed the paths, and how', async () => {
    const repo = makeRepository();
    const base = repo.commit({ 'é\udcff.txt': '1\n', '*.txt': '1\n', 'b.txt': '1\n' });
    const first = repo.commit({ 'é\udcff.txt': '2\n', 'b.txt': '2\n' }, { message: 'first' });
    repo.commit({ 'b.txt': '3\n' }, { message: 'elsewhere' });
    const last = repo.commit({ '*.txt': '2\n' }, { message: 'last' });
    const { publishing } = await openWorktrees(repo);
    const paths = ['é\udcff.txt', '*.txt', 'a\nb'].map((path) => path as RepoPath);
    const change = await publishing.othersChange({ from: base, to: last, paths });
    expect(change.commits).toEqual([
      { commit: first, subject: 'first' },
      { commit: last, subject: 'last' },
    ]);
    expect(change.patch).toContain('-1\n+2');
    expect(change.patch).not.toContain('b.txt');
  });

  it('finds a task by its trailer in exactly the commits that are asked for', async () => {
    const repo = makeRepository();
    const base = repo.commit({ 'a.txt': '1\n' });
    const value = 'main-12345678/audit c-0123456789ab';
    const { publishing } = await openWorktrees(repo);
    const tree = await publishing.treeOf(base);
    const message = `Audit\n\nSays Agentic-Task: in its text, too.\n\nAgentic-Task: ${value}\n`;
    const landed = await publishing.commit({ tree, parents: [base], message });
    const later = await publishing.commit({ tree, parents: [landed], message: 'Other\n' });
    expect(await publishing.findTrailer({ from: base, to: later, start: value })).toBe(landed);
    expect(await publishing.findTrailer({ from: base, to: later, start: 'main-12345678/audit ' })).toBe(
      landed,
    );
    expect(
      await publishing.findTrailer({ from: base, to: later, start: 'main-12345678/aud ' }),
    ).toBeUndefined();
    expect(await publishing.findTrailer({ from: landed, to: later, start: value })).toBeUndefined();
    expect(await publishing.findTrailer({ from: base, to: later, start: `${value}0` })).toBeUndefined();
    expect(await publishing.contains({ commit: landed, in: later })).toBe(true);
    expect(await publishing.contains({ commit: later, in: landed })).toBe(false);
  });

  it('keeps a file as a commit of its own, under somebody where git knows nobody', async () => {
    const repo = makeRepository();
    repo.commit({ 'a.txt': '1\n' });
    const { publishing, repository } = await openWorktrees(repo);
    const commit = await publishing.commitFile({
      name: 'plan.json',
      bytes: '{}',
      parents: [],
      message: 'Plan\n',
    });
    expect((await repository.git({ args: ['show', `${commit}:plan.json`] })).stdout.toString()).toBe('{}');
  });

  it('digests the files that a set-up depends on', async () => {
    const repo = makeRepository();
    const one = repo.commit({ 'package-lock.json': '1', 'a.txt': '1' });
    const two = repo.commit({ 'a.txt': '2' });
    const three = repo.commit({ 'package-lock.json': '3' });
    const { publishing } = await openWorktrees(repo);
    const digest = (tree: Oid): Promise<string> =>
      publishing.digestOf(tree, (path) => path === 'package-lock.json');
    expect(await digest(two)).toBe(await digest(one));
    expect(await digest(three)).not.toBe(await digest(one));
  });
});

describe('the branch in a clone without a remote', () => {
  const start = async () => {
    const repo = makeRepository();
    const base = repo.commit({ 'a.txt': '1\n' });
    const { publishing } = await openWorktrees(repo);
    const tree = await publishing.treeOf(base);
    const result = await publishing.commit({ tree, parents: [base], message: 'Result\n' });
    return { repo, base, publishing, result };
  };

  it('is made and moved from exactly what is expected, with its objects', async () => {
    const { repo, base, publishing, result } = await start();
    expect(await publishing.moveCloneBranch({ ref: branch, expect: null, to: base })).toEqual({
      kind: 'moved',
    });
    expect(await publishing.moveCloneBranch({ ref: branch, expect: base, to: result })).toEqual({
      kind: 'moved',
    });
    expect(await publishing.cloneBranch(branch)).toBe(result);
    expect(repo.git('log', '-1', '--format=%s', 'agentic/main')).toBe('Result');
    expect(repo.git('status', '--porcelain')).toBe('');
    for (const expected of [null, base])
      expect(await publishing.moveCloneBranch({ ref: branch, expect: expected, to: base })).toEqual({
        kind: 'refused',
        why: 'moved-meanwhile',
      });
  });

  it('is not moved under a worktree that has it checked out, nor made where another name excludes it', async () => {
    const { repo, base, publishing, result } = await start();
    repo.git('checkout', '-q', '-b', 'agentic/main');
    expect(await publishing.moveCloneBranch({ ref: branch, expect: base, to: result })).toEqual({
      kind: 'refused',
      why: 'in-use',
    });
    repo.git('checkout', '-q', 'main');
    repo.git('branch', '-m', 'agentic/main', 'agentic');
    expect(await publishing.moveCloneBranch({ ref: branch, expect: null, to: result })).toEqual({
      kind: 'refused',
      why: 'blocked',
    });
  });
});
