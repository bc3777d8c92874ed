import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { locksLeft, prepareCliRun, worktreesLeft } from './cli-run.ts';

const files = (folder: string, count: number): readonly string[] =>
  Array.from({ length: count }, (_, at) => `${folder}/${at}.txt`);
const TASKS = `version: 1
tasks:
${['one', 'two', 'three'].map((id) => `  - { id: ${id}, kind: fix, title: ${id}, writes: [${files(id, 4)}] }`).join('\n')}
`;

it('a host that spends 0.1 s on each ref is waited for: a run, and claims beside it', async () => {
  const all = [...['one', 'two', 'three'].flatMap((id) => files(id, 4)), ...files('mine', 12)];
  const run = prepareCliRun({
    files: { 'tasks.yaml': TASKS, ...Object.fromEntries(all.map((path) => [path, 'x\n'])) },
    env: { AGENTIC_HOLDER: 'beside' },
  });
  const hook = join(run.remote.dir, 'hooks', 'update');
  mkdirSync(join(run.remote.dir, 'hooks'), { recursive: true });
  writeFileSync(hook, '#!/bin/sh\necho x >> updates\nsleep 0.1\n');
  chmodSync(hook, 0o755);

  const running = run.start('run', '--tasks', 'tasks.yaml');
  const beside = ['--task', 'beside', '--lease', '1m'];
  const claimed = await run.call('claim', ...files('mine', 8), ...beside);
  expect(claimed).toMatchObject({ code: 0, said: expect.stringContaining('claimed') });
  const widened = await run.call('claim', ...files('mine', 12), ...beside);
  expect(widened).toMatchObject({ code: 0 });
  expect((await run.call('claim', 'mine/11.txt', '--task', 'other')).code).toBe(3);
  expect((await run.call('claim', ...files('mine', 12), ...beside)).code).toBe(0);
  expect((await run.call('release')).code).toBe(0);

  const { code, said } = await running.ended;
  expect(said).toContain('3 of 3 tasks done');
  expect(code).toBe(0);
  for (const id of ['one', 'two', 'three'])
    expect(run.remote.git('show', `agentic/main:${id}/3.txt`)).toBe(`x\n${id}`);
  expect([locksLeft(run), worktreesLeft(run)]).toEqual(['', []]);
});
