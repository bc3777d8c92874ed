import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { makeTeam } from '../support/git-fixture.ts';
import { openAt } from '../support/open-repository.ts';

test('uncommitted paths are listed each by itself, and commits that no remote has are counted', async () => {
  const { repo } = makeTeam({ 'a.txt': 'a\n', 'b.txt': 'b\n', '.gitignore': 'ignored\n' });
  const clean = await openAt(repo.dir);
  expect(await clean.readUncommitted()).toEqual({ tracked: [], untracked: [] });
  expect(await clean.countUnpushed(clean.place.head)).toBe(0);
  repo.commit({ 'c.txt': 'c\n' });
  repo.commit({ 'c.txt': 'd\n' });
  writeFileSync(join(repo.dir, 'a.txt'), 'changed\n');
  writeFileSync(join(repo.dir, 'new\nname'), 'n\n');
  writeFileSync(join(repo.dir, 'ignored'), 'i\n');
  repo.git('mv', 'b.txt', 'moved.txt'); // two paths: one is gone, one is new
  mkdirSync(join(repo.dir, 'folder'));
  writeFileSync(join(repo.dir, 'folder/one'), '1\n');
  const { readUncommitted, countUnpushed, place } = await openAt(repo.dir);
  expect(await readUncommitted()).toEqual({
    tracked: ['a.txt', 'b.txt', 'moved.txt'],
    untracked: ['folder/one', 'new\nname'],
  });
  expect(await countUnpushed(place.head)).toBe(2);
  repo.git('push', '-q', 'origin', 'HEAD');
  expect(await countUnpushed(place.head)).toBe(0);
});

test('audits are known by their trailer, newest first, with the paths of the commit', async () => {
  const { repo } = makeTeam({ 'a.txt': 'a\n', 'old\udcff.txt': 'o\n' });
  const trailer = (value: string): string => `Fix it\n\nSigned-off-by: A <a@x>\nAgentic-Task: ${value}\n`;
  const first = repo.commit(
    { 'a.txt': 'b\n', 'old\udcff.txt': null, 'new\udcff.txt': 'o\n' },
    {
      message: trailer('run-1a2b3c4d/security-audit-9f8e7d6c c-7f3a91000000'),
      at: 1_800_000_000,
      checkout: false,
    },
  );
  repo.commit({ 'b.txt': 'b\n' }, { message: trailer('run/code-review-1 c-7f3a91000001'), checkout: false });
  repo.commit(
    { 'c.txt': 'c\n' },
    { message: 'Agentic-Task: run/security-audit-1 c-1\n\nnot a trailer', checkout: false },
  );
  const second = repo.commit(
    { 'd.txt': 'd\n' },
    { message: trailer('run/security-audit c-2'), checkout: false },
  );
  const third = repo.commit(
    { 'e.txt': 'e\n' },
    { message: trailer('run/dependency-audit-1 c-3'), checkout: false },
  );
  const { readAudits, place } = await openAt(repo.dir);
  expect(await readAudits(place.head, 10)).toMatchObject([
    { kind: 'dependency-audit', commit: third, paths: ['e.txt'] },
    { kind: 'security-audit', commit: second, paths: ['d.txt'] },
    { commit: first, at: 1_800_000_000_000, paths: ['a.txt', 'new\udcff.txt', 'old\udcff.txt'] },
  ]);
  expect(await readAudits(place.head, 1)).toHaveLength(1);
});
