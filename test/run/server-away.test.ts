import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { agentIsUp, locksLeft, prepareCliRun, waitFor, worktreesLeft } from './cli-run.ts';

const TASKS = `version: 1
tasks:
  - { id: one, kind: fix, title: "One", writes: [a.txt] }
`;

it('work that is finished while the server is away is published when it is back; nothing is done twice', async () => {
  const run = prepareCliRun({ files: { 'tasks.yaml': TASKS } });
  const hold = join(run.meeting, 'one.hold');
  writeFileSync(hold, '');
  const started = run.start('run', '--tasks', 'tasks.yaml');
  let said = '';
  started.child.stderr?.on('data', (chunk: Buffer) => {
    said += chunk.toString('utf8');
  });
  await agentIsUp(run, 'one');
  renameSync(run.remote.dir, `${run.remote.dir}.away`);
  rmSync(hold);
  await waitFor(() => said.includes('the server does not answer'));
  expect(existsSync(run.remote.dir)).toBe(false);
  renameSync(`${run.remote.dir}.away`, run.remote.dir);
  const end = await started.ended;
  expect(end.said).toContain('the server answers again');
  expect(end.said).not.toMatch(/ failed /);
  expect(end.code).toBe(0);
  expect(readFileSync(join(run.meeting, 'started'), 'utf8')).toBe('one\n');
  expect(run.remote.git('show', 'agentic/main:a.txt')).toBe('a\none');
  expect(locksLeft(run)).toBe('');
  expect(worktreesLeft(run)).toEqual([]);
}, 120_000);
