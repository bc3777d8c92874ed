import { expect, test } from 'vitest';
import type { Oid } from '../../src/core/model/ids.ts';
import { openClone } from '../../src/git/clone/clone-facts.ts';
import { openPrivateRepository } from '../../src/git/private/private-repository.ts';
import { gitPublishing } from '../../src/git/work/publishing.ts';
import { makeTeam } from '../support/git-fixture.ts';

async function publishingIn(files: Readonly<Record<string, string>>) {
  const { repo } = makeTeam(files);
  const facts = await openClone(repo.dir);
  if (!facts.ok) throw new Error('no clone');
  const opened = await openPrivateRepository(facts.value);
  if (!opened.ok) throw new Error('no private repository');
  return {
    publishing: gitPublishing(opened.value, facts.value),
    commit: repo.git('rev-parse', 'HEAD') as Oid,
  };
}

test('of files that are asked for together, one that is too large, a folder, or not there, hides no other', async () => {
  const files = { 'a b.txt': 'one\n', 'large.txt': 'x'.repeat(101), 'folder/c.txt': 'c\n', 'z.txt': 'é\n' };
  const { publishing, commit } = await publishingIn(files);
  const names = ['a b.txt', 'large.txt', 'folder', 'no such', 'two\nlines', 'z.txt'];
  const read = await publishing.readFiles({ commit, names, maxBytes: 100 });
  expect([...read]).toEqual([
    ['a b.txt', 'one\n'],
    ['z.txt', 'é\n'],
  ]);
  expect(await publishing.readFile({ commit, name: 'large.txt', maxBytes: 100 })).toBeUndefined();
  expect(await publishing.readFile({ commit, name: 'large.txt', maxBytes: 101 })).toHaveLength(101);
});
