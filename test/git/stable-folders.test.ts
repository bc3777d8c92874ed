import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { expect, it } from 'vitest';
import type { Worktree } from '../../src/app/ports/worktrees.ts';
import type { ClaimId, RunId, TaskId } from '../../src/core/model/ids.ts';
import { listStaying } from '../../src/git/work/worktree-marker.ts';
import { makeRepository } from '../support/git-fixture.ts';
import { made, openWorktrees } from '../support/worktrees-fixture.ts';

const work = { run: 'main-11111111' as RunId, task: 'one' as TaskId };
const nameOf = ({ path }: Worktree): string => basename(path);

async function start(more: Parameters<typeof openWorktrees>[1] = {}, repo = makeRepository()) {
  const head = repo.commit({ 'a.txt': 'one\n' });
  const opened = await openWorktrees(repo, more);
  let count = 0;
  const make = async (kind: 'agent' | 'verify' = 'agent', commit = head) => {
    const claim = `c-${more.pid ?? 1}${count++}` as ClaimId;
    return made(await opened.worktrees.make({ commit, kind, claim, work }));
  };
  return { repo, ...opened, make };
}

it('a folder has the smallest number that is free; its content is new', async () => {
  const { make, folder } = await start();
  const [one, two, test] = [await make(), await make(), await make('verify')];
  expect([one, two, test].map(nameOf)).toEqual(['agent-1', 'agent-2', 'verify-1']);
  writeFileSync(join(one.path, 'left.txt'), 'of the first task');
  await one.remove();
  const again = await make();
  expect(nameOf(again)).toBe('agent-1');
  expect(readdirSync(again.path).sort()).toEqual(['.agentic-task', '.git', 'a.txt']);
  for (const worktree of [again, two, test]) await worktree.remove();
  expect(readdirSync(folder)).toEqual([]);
});

it('two runs of a clone at once never get the same one', async () => {
  const one = await start({ pid: 1 });
  const two = await start({ pid: 2, folder: one.folder }, one.repo);
  const all = await Promise.all(Array.from({ length: 12 }, (_, at) => (at % 2 ? one : two).make()));
  const wanted = Array.from({ length: 12 }, (_, at) => `agent-${at + 1}`);
  expect(all.map(nameOf).sort()).toEqual(wanted.sort());
});

it('its name is free as soon as its work is over, and what it had made is found when the process dies then', async () => {
  const { make, folder, repo } = await start({ pid: 7 });
  const one = await make();
  writeFileSync(join(one.path, 'a.txt'), 'work\n');
  await one.collect();
  await one.retire();
  expect(nameOf(await make())).toBe('agent-1');
  const next = await openWorktrees(repo, { pid: 8, dead: 7, folder });
  const found: string[] = [];
  await next.worktrees.cleanLeftovers(async ({ task, tree }) => {
    const shown = await next.repository.git({ args: ['show', `${tree}:a.txt`] });
    found.push(`${task} ${shown.stdout}`);
    return undefined;
  });
  expect(found).toEqual(['one work\n']);
  expect(readdirSync(folder)).toEqual([]);
});

it('what was settled is not looked for, whenever that was', async () => {
  for (const order of ['settled', 'remove'] as const) {
    const { make, folder } = await start();
    const one = await make();
    writeFileSync(join(one.path, 'a.txt'), 'work\n');
    await one.collect();
    await one[order]();
    await one[order === 'settled' ? 'remove' : 'settled']();
    expect(readdirSync(folder)).toEqual([]);
  }
});

it('a folder that stays keeps its number, and no later start takes it for a dead run’s', async () => {
  const { make, folder, repo } = await start({ pid: 7 });
  const one = await make();
  writeFileSync(join(one.path, 'a.txt'), 'work\n');
  await one.collect();
  expect(await one.leave()).toBe(one.path);
  await one.settled();
  expect(nameOf(await make())).toBe('agent-2');
  const next = await start({ pid: 8, dead: 7, folder }, repo);
  await next.worktrees.cleanLeftovers(async () => undefined);
  expect(readdirSync(folder)).toEqual(['agent-1']);
  expect(nameOf(await next.make())).toBe('agent-2');
  expect(await listStaying(folder)).toEqual([one.path]);
  expect(readFileSync(join(one.path, 'a.txt'), 'utf8')).toBe('work\n');
});

it('one that was moved away, and whose marker a power cut took, is removed', async () => {
  const { folder, make, worktrees } = await start();
  await (await make()).remove();
  mkdirSync(join(folder, 'gone-0a1b', 'src'), { recursive: true });
  await worktrees.cleanLeftovers();
  expect(readdirSync(folder)).toEqual([]);
  rmSync(folder, { recursive: true });
});
