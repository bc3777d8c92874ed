import { expect, it } from 'vitest';
import { callProgram } from '../support/call-program.ts';
import { makeTeam } from '../support/git-fixture.ts';
import { linesWith, lookAt } from '../support/look-at.ts';

/** Ours and others left the base before it changed line 3 of a.ts. */
function start(others: Readonly<Record<string, Readonly<Record<string, string>>>>) {
  const { repo } = makeTeam({ 'a.ts': linesWith(), 'b.ts': linesWith() });
  for (const [branch, files] of Object.entries(others))
    repo.commit(files, { branch, parents: ['main'], checkout: false });
  repo.commit({ 'a.ts': linesWith([20, 'ours']) }, { branch: 'ours', parents: ['main'], checkout: false });
  repo.commit({ 'a.ts': linesWith([3, 'base']) }, { branch: 'main', checkout: false });
  repo.git('symbolic-ref', 'HEAD', 'refs/heads/ours');
  repo.git('reset', '-q', '--hard');
  return repo;
}

const STALE = { 'a.ts': linesWith([3, 'old']) };

it('what conflicts with the base by itself is counted, and charged to nobody', async () => {
  const repo = start({
    'old/one': STALE,
    'old/two': { 'a.ts': linesWith([3, 'older'], [20, 'and ours']) },
    elsewhere: { 'b.ts': linesWith([3, 'b']) },
    fresh: { 'a.ts': linesWith([20, 'fresh']) },
  });
  const presence = await lookAt(repo, { base: 'main' });
  expect(presence.staleBranches.map(({ name, sharedFiles }) => [name, sharedFiles])).toEqual([
    ['old/two', ['a.ts']],
    ['old/one', ['a.ts']],
  ]);
  expect(presence.branches).toMatchObject([{ name: 'fresh', conflicts: [{ path: 'a.ts' }] }]);
  const { stdout } = await callProgram(repo.dir, ['plan', '--base', 'main']);
  expect(stdout).toContain('  2 stale branches conflict with main already\n');
  expect(stdout).not.toContain('old/');
});

it('a branch for releases is none of them', async () => {
  const repo = start({ '1.x': STALE, 'release/2.1': STALE, 'release-notes': STALE });
  const { branches, staleBranches } = await lookAt(repo, { base: 'main' });
  expect([branches, staleBranches.map(({ name }) => name)]).toEqual([[], ['release-notes']]);
});

it('where ours conflicts with the base, others are held against what it will be when that is resolved', async () => {
  const repo = start({
    same: { 'a.ts': linesWith([25, 'same'], [20, 'line 20']) },
    apart: { 'a.ts': linesWith([12, 'apart']) },
  });
  repo.commit(
    { 'a.ts': linesWith([3, 'ours'], [25, 'ours']) },
    { branch: 'ours', parents: ['main~1'], checkout: false },
  );
  const { branches, mergeOrder } = await lookAt(repo, { base: 'main' });
  expect(branches.map(({ name, isBase, conflicts }) => [name, isBase, conflicts])).toEqual([
    ['main', true, [{ path: 'a.ts', lines: [[3, 7]] }]],
    ['apart', undefined, []],
    ['same', undefined, [{ path: 'a.ts', lines: [[25, 29]] }]],
  ]);
  expect(mergeOrder).toBeUndefined();
});
