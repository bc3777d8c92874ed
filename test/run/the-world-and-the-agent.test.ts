import { chmodSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { makeTeam } from '../support/git-fixture.ts';
import { startTestRun } from '../support/run-fixture.ts';

it('a server that refuses a late claim is no other holder: the work is kept, and no path is called another’s', async () => {
  const { repo, remote } = makeTeam({ 'a.txt': 'a\n' });
  const hook = join(remote.dir, 'hooks', 'pre-receive');
  writeFileSync(
    hook,
    '#!/bin/sh\nwhile read old new ref; do case $ref in */locks/late.txt) echo "not today" >&2; exit 1;; esac; done\n',
  );
  chmodSync(hook, 0o755);
  const run = await startTestRun({
    repo,
    tasks: [{ id: 'one', writes: ['a.txt'], does: "append('a.txt', 'x'); append('late.txt', 'y');" }],
  });
  const phase = run.state.tasks[0]?.phase;
  expect(phase && 'problem' in phase ? phase.problem : undefined).toMatchObject({
    code: 'hook-declined',
    data: { said: expect.stringContaining('not today') },
  });
  const kept = run.context.leavings.kept.get('one' as never);
  repo.git('fetch', '-q', join(repo.dir, '.git', 'agentic.git'), String(kept));
  expect(repo.git('show', 'FETCH_HEAD:late.txt')).toBe('y');
});
