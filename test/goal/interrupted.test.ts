import { spawn } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { isAlive, waitFor } from '../run/cli-run.ts';
import { CLI } from '../support/cli.ts';
import { makeFolder, makeTeam } from '../support/git-fixture.ts';

it('an interruption ends the agent that is asked, what it has started, and its folder', async () => {
  const home = makeFolder();
  const up = join(home, 'up.json');
  const agent = `const { spawn } = require('node:child_process'), fs = require('node:fs');
process.on('SIGTERM', () => {});
const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'ignore' });
fs.writeFileSync(process.env.AGENTIC_ANSWER, '{"tasks":[]}');
fs.writeFileSync('${up}.new', JSON.stringify({ folder: process.cwd(), pids: [process.pid, child.pid] }));
fs.renameSync('${up}.new', '${up}');
setInterval(() => {}, 1000);`;
  writeFileSync(join(home, 'agent.cjs'), agent);
  const { repo } = makeTeam({
    '.agentic-planrc.json': JSON.stringify({
      agents: { it: { command: [process.execPath, join(home, 'agent.cjs')] } },
    }),
  });
  const env = { ...process.env, HOME: home, XDG_CACHE_HOME: join(home, 'cache') };
  const child = spawn(process.execPath, [CLI, 'plan', '--goal', 'goal'], { cwd: repo.dir, env });
  const ended = new Promise((resolve) => child.on('close', resolve));
  await waitFor(() => existsSync(up));
  const { folder, pids } = JSON.parse(readFileSync(up, 'utf8')) as { folder: string; pids: number[] };
  child.kill('SIGINT');
  expect(await ended).toBe(130);
  expect([existsSync(folder), ...pids.map(isAlive)]).toEqual([false, false, false]);
  expect(repo.git('status', '--porcelain')).toBe('');
  expect(repo.git('for-each-ref', 'refs/heads', 'refs/agentic')).toBe(
    `${repo.tip('HEAD')} commit\trefs/heads/main`,
  );
});
