import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openClone } from '../../src/git/clone/clone-facts.ts';
import { openPrivateRepository } from '../../src/git/private/private-repository.ts';
import { changedFiles } from '../../src/git/work/apply-changes.ts';
import { gitPatches } from '../../src/git/work/mailbox.ts';
import { gitPublishing } from '../../src/git/work/publishing.ts';
import { type GitFixture, makeTeam } from '../support/git-fixture.ts';

const KEYS = ['clean', 'smudge', 'process'].map((key) => `filter.evil.${key}`);

/** A clone whose git would start a command at every opportunity, for whatever a tree names. */
function armed(repo: GitFixture): string {
  const mark = join(repo.dir, '..', 'started');
  const command = `sh -c 'echo "$0" >> "${mark}"'`;
  for (const key of [
    ...KEYS,
    'merge.evil.driver',
    'diff.evil.textconv',
    'diff.evil.command',
    'core.fsmonitor',
  ])
    repo.git('config', key, command);
  for (const hook of ['pre-push', 'post-commit', 'pre-commit', 'reference-transaction', 'post-index-change'])
    writeFileSync(join(repo.dir, '.git', 'hooks', hook), `#!/bin/sh\necho ${hook} >> '${mark}'\n`, {
      mode: 0o755,
    });
  return mark;
}

test('setting works on a result starts no filter, driver, textconv, hook or monitor, whatever its .gitattributes name', async () => {
  const { repo } = makeTeam({ 'a.txt': '1\n' });
  const { git } = repo;
  repo.commit({ '.gitattributes': '* filter=evil diff=evil merge=evil\n' });
  const base = repo.tip('main');
  repo.commit({ 'a.txt': 'ours\n' });
  const ours = repo.tip('main');
  git('reset', '-q', '--hard', base);
  repo.commit({ 'a.txt': 'theirs\n' });
  const theirs = repo.tip('main');
  const mark = armed(repo);
  const clone = await openClone(repo.dir);
  const opened = clone.ok ? await openPrivateRepository(clone.value) : clone;
  if (!clone.ok || !opened.ok) throw new Error('not opened');
  const publishing = gitPublishing(opened.value, clone.value);
  const merged = await publishing.merge(ours, theirs);
  // a driver of the team's own counts as a conflict
  expect(merged).toMatchObject({ kind: 'conflict', paths: expect.arrayContaining(['a.txt']) });
  const files = changedFiles(opened.value);
  const { changes } = await files.read(base, theirs);
  expect(await files.apply(await publishing.treeOf(base), changes)).toBe(await publishing.treeOf(theirs));
  await publishing.leftMarkers({ from: base, to: theirs });
  await publishing.changedPaths(base, theirs);
  await gitPatches(opened.value).mailbox({ from: base, to: theirs });
  expect(existsSync(mark)).toBe(false);
});
