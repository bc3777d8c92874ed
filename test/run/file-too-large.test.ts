import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { callProgram } from '../support/call-program.ts';
import { parseJson } from '../support/cli.ts';
import { makeFolder, makeTeam } from '../support/git-fixture.ts';

// Refuses blobs above 20,000 bytes with a forge's words for those above its limit.
const HOOK = `#!/bin/sh
while read -r old new ref; do
  case $new in *[!0]*) ;; *) continue;; esac
  git rev-list --objects "$new" --not --all | while read -r oid name; do
    [ "$(git cat-file -t "$oid")" = blob ] && [ "$(git cat-file -s "$oid")" -gt 20000 ] || continue
    echo "error: File $name is 123.00 MB; this exceeds GitHub's file size limit of 100.00 MB" >&2
    echo "error: GH001: Large files detected. You may want to try Git Large File Storage - https://git-lfs.github.com." >&2
    exit 1
  done || exit 1
done
`;

const AGENT = `case $AGENTIC_TASK in large) head -c 30000 /dev/zero >a/large.bin; echo x >>a/small;; *) echo x >>b;; esac`;

/** A server that takes no large files, and two tasks, one of which makes one. */
function team() {
  const { repo, remote } = makeTeam({
    'a/small': 'a\n',
    b: 'b\n',
    '.agentic-planrc.yaml': `agents:\n  ada: { command: ["sh", "-c", ${JSON.stringify(AGENT)}], at_once: 2 }\n`,
  });
  const tasks = join(makeFolder(), 'tasks.yaml');
  writeFileSync(
    tasks,
    'tasks:\n  - { id: large, title: one, writes: [a/], retries: 0 }\n  - { id: small, title: two, writes: [b] }\n',
  );
  const hook = join(remote.dir, 'hooks', 'pre-receive');
  mkdirSync(join(remote.dir, 'hooks'), { recursive: true });
  writeFileSync(hook, HOOK);
  chmodSync(hook, 0o755);
  return { repo, remote, tasks };
}

test('a file that the server takes from nobody: the work is kept, its words and what to do are said, other work goes on', async () => {
  const { repo, remote, tasks } = team();
  const ran = await callProgram(repo.dir, ['run', '--tasks', tasks]);
  expect(ran.code).toBe(1);
  expect(ran.stdout).toContain(
    "refuses a file or a push of this size; the server said: File a/large.bin is 123.00 MB; this exceeds GitHub's file size limit of 100.00 MB",
  );
  expect(ran.stdout).toMatch(/leave the file out of the work, keep it with git lfs/);
  expect(ran.stdout).not.toMatch(/refs\/agentic\/\*|Traceback|busy/);
  expect(ran.stdout).toMatch(/1 of 2 tasks done, 1 failed/);
  expect(remote.git('show', 'agentic/main:b')).toBe('b\nx');
  expect(() => remote.git('cat-file', '-e', 'agentic/main:a/large.bin')).toThrow();
  const [, get = ''] = /^kept +large: (git fetch .*)$/m.exec(ran.stdout) ?? [];
  repo.git('-c', `alias.pasted=!${get}`, 'pasted');
  expect(repo.git('show', 'FETCH_HEAD:a/small')).toBe('a\nx');
  expect(Number(repo.git('cat-file', '-s', 'FETCH_HEAD:a/large.bin'))).toBe(30000);
  expect(remote.git('for-each-ref', 'refs/agentic/locks')).toBe('');

  const again = parseJson(await callProgram(repo.dir, ['run', '--tasks', tasks, '--json']));
  expect(again).toMatchObject({ outcome: 'failed', problems: [{ code: 'too-large-push' }] });
});
