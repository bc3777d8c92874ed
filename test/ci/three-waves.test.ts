import { spawn } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { countPushes, makeCiTeam } from '../support/ci-fixture.ts';
import { CLI, type CliResult } from '../support/cli.ts';
import { makeFolder } from '../support/git-fixture.ts';

const PAGE = readFileSync('docs/ci-steps.md', 'utf8');
const EXAMPLE = /```sh\n(.*?)```/s.exec(PAGE)?.[1] ?? '';

const adds = (file: string): string => `echo "$AGENTIC_TASK" >> ${file}`;

/** As somebody runs it who has copied it from the page. */
function runExample(env: Readonly<Record<string, string>>): Promise<CliResult> {
  const bin = makeFolder();
  writeFileSync(join(bin, 'agentic-plan'), `#!/bin/sh\nexec '${process.execPath}' '${CLI}' "$@"\n`, {
    mode: 0o755,
  });
  return new Promise((resolve, reject) => {
    const PATH = `${bin}:${process.env['PATH'] ?? ''}`;
    const child = spawn('sh', ['-c', EXAMPLE], { env: { ...process.env, ...env, PATH } });
    let [stdout, stderr] = ['', ''];
    child.stdout.on('data', (chunk: Buffer) => {
      stdout += chunk.toString('utf8');
    });
    child.stderr.on('data', (chunk: Buffer) => {
      stderr += chunk.toString('utf8');
    });
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, stdout, stderr }));
  });
}

test('the example of docs/ci-steps.md: three waves of six tasks in n + 1 pushes; one fails for good, what needs it stops, nothing else', async () => {
  const team = makeCiTeam({
    tasks: [
      { id: 'a', writes: ['a.txt'], does: adds('a.txt') },
      { id: 'b', writes: ['b.txt'], does: adds('b.txt') },
      { id: 'c', writes: ['c.txt'], needs: ['a'], does: `${adds('c.txt')}; cat a.txt >> c.txt` },
      { id: 'd', writes: ['d.txt'], needs: ['b'], does: 'exit 3', retries: 0 },
      { id: 'e', writes: ['e.txt'], needs: ['c'], does: adds('e.txt') },
      { id: 'f', writes: ['f.txt'], needs: ['d'], does: adds('f.txt') },
    ],
    settings: { verify: 'test -f README.md' },
  });
  const pushes = countPushes(team.remote);
  const done = await runExample({ ...team.env, REMOTE: team.remote.dir, JOBS: makeFolder() });
  expect(done.code, done.stderr).toBe(1);
  expect(done.stdout).toContain('the run is over, 2 tasks failed');
  expect(done.stderr).toContain('task d was tried once');
  expect(pushes()).toBe(4);
  const { git } = team.remote;
  expect(git('log', '--reverse', '--format=%s', 'main..agentic/main').split('\n')).toEqual(
    ['a', 'b', 'c', 'e'].map((id) => `Do ${id}`),
  );
  expect(git('show', 'agentic/main:c.txt')).toBe('c\na');
  expect(git('for-each-ref', 'refs/agentic/locks')).toBe('');
  const [run = ''] = git('for-each-ref', '--format=%(refname:lstrip=3)', 'refs/agentic/runs').split('/');
  expect(git('log', '-1', '--format=%B', `refs/agentic/tasks/${run}/d`)).toMatch(/failed \{.*task-failed/);
  expect(git('log', '-1', '--format=%B', 'agentic/main')).toContain(`Agentic-Task: ${run}/e c-`);
});
