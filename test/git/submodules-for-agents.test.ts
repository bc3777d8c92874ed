import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { ClaimId, Oid } from '../../src/core/model/ids.ts';
import { findEmptySubmodules } from '../../src/git/agent/find-submodules.ts';
import { openClone } from '../../src/git/clone/clone-facts.ts';
import { makeRepository, openFixture } from '../support/git-fixture.ts';
import { made, openWorktrees } from '../support/worktrees-fixture.ts';

const ID = ['-c', 'user.name=a', '-c', 'user.email=a@b'];
const wish = (commit: Oid, name = 'task') => ({
  commit,
  kind: 'agent' as const,
  claim: `c-${name}` as ClaimId,
});
const textOf = (...path: string[]) => readFileSync(join(...path), 'utf8');

/** A clone with the submodule `vendor/lib`, which has one of its own; the repositories they came from are gone. */
function clonedTeam() {
  const [inner, lib, repo] = [makeRepository(), makeRepository(), makeRepository()];
  inner.commit({ 'inner.txt': 'inner\n' });
  lib.commit({ 'lib.txt': 'one\n' });
  lib.git('submodule', '--quiet', 'add', inner.dir, 'inner');
  lib.git('commit', '-qm', 'Inner');
  repo.commit({ 'a.txt': 'a\n' });
  repo.git('submodule', '--quiet', 'add', '--name', 'the lib', lib.dir, 'vendor/lib');
  repo.git('commit', '-qm', 'Lib');
  repo.git('submodule', '--quiet', 'update', '--init', '--recursive');
  for (const gone of [inner, lib]) rmSync(gone.dir, { recursive: true });
  const module = join(repo.dir, '.git', 'modules', 'the lib');
  return { repo, head: repo.tip('HEAD'), module, own: openFixture(join(repo.dir, 'vendor', 'lib')) };
}

async function start(head?: (team: ReturnType<typeof clonedTeam>) => Oid) {
  const team = clonedTeam();
  const commit = head?.(team) ?? team.head;
  const opened = await openWorktrees(team.repo);
  const worktree = made(await opened.worktrees.make(wish(commit)));
  const clone = await openClone(team.repo.dir);
  if (!clone.ok) throw new Error('not opened');
  const empty = () => findEmptySubmodules({ repository: opened.repository, clone: clone.value, commit });
  const kept = async (spec: string) =>
    (await opened.repository.git({ args: ['show', spec] })).stdout.toString();
  return { ...team, ...opened, worktree, inside: openFixture(worktree.path), empty, kept };
}

describe('submodules that the clone has', () => {
  it('are there for an agent, theirs too, without a network; and no change of its', async () => {
    const { worktree, inside, empty } = await start();
    expect(textOf(worktree.path, 'vendor/lib/lib.txt')).toBe('one\n');
    expect(textOf(worktree.path, 'vendor/lib/inner/inner.txt')).toBe('inner\n');
    expect(inside.git('status', '--porcelain')).toBe('');
    const states = inside.git('submodule', 'status', '--recursive').split('\n');
    expect(states.map((line) => line[0])).toEqual([' ', ' ']);
    inside.git('submodule', 'update', '--init', '--recursive');
    expect(await empty()).toEqual([]);
    expect(await worktree.collect()).toMatchObject({ ok: true, changed: [], aside: [] });
  });

  it('stay as they are in the clone, whatever an agent does to its own', async () => {
    const { repo, worktree, inside, module, own } = await start();
    const before = [textOf(module, 'config'), own.git('status', '--porcelain'), own.tip('HEAD')];
    inside.git('submodule', 'deinit', '--force', '--all');
    inside.git('submodule', 'update', '--init', '--recursive', '--force');
    const lib = openFixture(join(worktree.path, 'vendor', 'lib'));
    lib.git('config', 'core.worktree', '/nowhere');
    rmSync(join(worktree.path, '.git', 'modules'), { recursive: true });
    await worktree.remove();
    expect([textOf(module, 'config'), own.git('status', '--porcelain'), own.tip('HEAD')]).toEqual(before);
    own.git('fsck', '--strict');
    expect(repo.git('status', '--porcelain')).toBe('');
  });

  it('what an agent writes or commits in them is kept, in the inner one too, and is no part of the result', async () => {
    const { worktree, kept } = await start();
    const lib = openFixture(join(worktree.path, 'vendor', 'lib'));
    writeFileSync(join(lib.dir, 'lib.txt'), 'two\n');
    lib.git(...ID, 'commit', '-qam', 'Mine');
    writeFileSync(join(lib.dir, 'inner', 'inner.txt'), 'an hour of work\n');
    const collected = await worktree.collect();
    const aside = collected.ok ? collected.aside : [];
    expect(collected).toMatchObject({ ok: true, changed: [] });
    expect(aside.map(({ kind, name }) => `${kind} ${name}`)).toEqual([
      'submodule vendor/lib',
      'submodule vendor/lib/inner',
    ]);
    await worktree.remove();
    expect(await kept(`${aside[0]?.commit}^1:lib.txt`)).toBe('two\n');
    expect(await kept(`${aside[1]?.commit}:inner.txt`)).toBe('an hour of work\n');
  });

  it('what the set-up makes in them is not the agent’s; what the agent commits there is kept though it empties them', async () => {
    const { worktree, inside, kept } = await start();
    const lib = openFixture(join(worktree.path, 'vendor', 'lib'));
    writeFileSync(join(lib.dir, 'built.txt'), 'by the set-up');
    await worktree.begin();
    expect(await worktree.collect()).toMatchObject({ ok: true, changed: [], aside: [] });
    writeFileSync(join(lib.dir, 'lib.txt'), 'mine\n');
    lib.git(...ID, 'commit', '-qam', 'Mine');
    inside.git('submodule', 'deinit', '--force', '--all');
    const collected = await worktree.collect();
    const aside = collected.ok ? collected.aside : [];
    expect(aside).toMatchObject([{ kind: 'submodule', name: 'vendor/lib' }]);
    await worktree.remove();
    expect(await kept(`${aside[0]?.commit}:lib.txt`)).toBe('mine\n');
  });

  it('one whose commit it has not is an empty folder, and named', async () => {
    const { worktree, empty } = await start(({ repo }) =>
      repo.commit({ 'vendor/lib': { mode: '160000', content: '1'.repeat(40) } }, { checkout: false }),
    );
    expect(readdirSync(join(worktree.path, 'vendor', 'lib'))).toEqual([]);
    expect(await empty()).toEqual(['vendor/lib']);
    expect(await worktree.collect()).toMatchObject({ ok: true, changed: [], aside: [] });
  });

  it('move with a folder to another commit; what git ignores in them stays', async () => {
    const { worktree, repo, own } = await start();
    writeFileSync(join(own.dir, 'lib.txt'), 'newer\n');
    writeFileSync(join(own.dir, '.gitignore'), 'built\n');
    own.git('add', '.');
    own.git('commit', '-qm', 'Newer');
    repo.git('commit', '-qam', 'Newer lib');
    const place = join(worktree.path, 'vendor', 'lib');
    for (const name of ['built', 'stray']) writeFileSync(join(place, name), 'x');
    expect(await worktree.moveTo(repo.tip('HEAD'))).toBe(true);
    expect(textOf(place, 'lib.txt')).toBe('newer\n');
    expect(['built', 'stray'].map((name) => existsSync(join(place, name)))).toEqual([true, false]);
    expect(openFixture(worktree.path).git('status', '--porcelain')).toBe('');
  });
});

it('a repository that an agent made and only staged in is kept whole', async () => {
  const { worktree, kept } = await start();
  mkdirSync(join(worktree.path, 'mine'));
  const nested = makeRepository({ dir: join(worktree.path, 'mine') });
  nested.commit({ 'a.txt': 'x' });
  writeFileSync(join(nested.dir, 'staged.txt'), 'staged alone');
  nested.git('add', '.');
  const collected = await worktree.collect();
  const commit = collected.ok ? collected.aside[0]?.commit : undefined;
  await worktree.remove();
  expect(await kept(`${commit}:staged.txt`)).toBe('staged alone');
});
