import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { FileMode } from '../../src/core/model/change.ts';
import type { RepoPath } from '../../src/core/model/ids.ts';
import type { TreeDifference } from '../../src/git/work/parse-tree-diff.ts';
import { holdNoMarks } from '../../src/git/work/scan-for-marks.ts';
import { makeFolder } from '../support/git-fixture.ts';

const CONFLICT = '<<<<<<< ours\na\n=======\nb\n>>>>>>> theirs\n';

test.each([
  ['plain text', 'a\n', true],
  ['nothing', '', true],
  ['a conflict', CONFLICT, false],
  ['a conflict in UTF-16', Buffer.from(CONFLICT, 'utf16le'), false],
  ['bytes', Buffer.from([1, 0, 2]), false],
  ['more than is looked at', 'a'.repeat(1024 * 1024 + 1), false],
])('%s', async (_, content, certain) => {
  const folder = makeFolder();
  writeFileSync(join(folder, 'file'), content);
  expect(
    await holdNoMarks(folder, [{ path: 'file' as RepoPath, oldMode: '100644', newMode: '100644' }]),
  ).toBe(certain);
});

test('what is gone is no matter; a link, a folder and too many files are left to git', async () => {
  const folder = makeFolder();
  mkdirSync(join(folder, 'folder'));
  symlinkSync('/etc/hostname', join(folder, 'link'));
  const ask = (name: string, newMode: FileMode = '100644'): TreeDifference => ({
    path: name as RepoPath,
    oldMode: '100644',
    newMode,
  });
  expect(await holdNoMarks(folder, [ask('deleted', '000000')])).toBe(true);
  for (const name of ['missing', 'link', 'folder'])
    expect(await holdNoMarks(folder, [ask(name)])).toBe(false);
  expect(
    await holdNoMarks(
      folder,
      Array.from({ length: 101 }, () => ask('folder')),
    ),
  ).toBe(false);
});
