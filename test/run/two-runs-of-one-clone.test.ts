import { execFileSync } from 'node:child_process';
import { readlinkSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { agentIsUp, prepareCliRun } from './cli-run.ts';

const OTHER = 'version: 1\ntasks: [{ id: other, kind: fix, title: "Other", writes: [b.txt] }]\n';

it.runIf(process.platform === 'linux')(
  'a second start leaves in force what the agents of the first have configured; a later one does not',
  async () => {
    const run = prepareCliRun({ files: { 'other.yaml': OTHER } });
    writeFileSync(join(run.meeting, 'one.hold'), '');
    const first = run.start('run', '--tasks', 'tasks.yaml');
    const [pid] = await agentIsUp(run, 'one');
    const cwd = readlinkSync(`/proc/${pid}/cwd`);
    const config = (...args: readonly string[]): string =>
      execFileSync('git', ['config', ...args], { cwd, encoding: 'utf8' }).trim();
    config('core.hooksPath', '.husky');

    expect((await run.call('run', '--tasks', 'other.yaml')).code).not.toBe(0);
    expect(config('--get', 'core.hooksPath')).toBe('.husky');

    rmSync(join(run.meeting, 'one.hold'));
    expect(await first.ended).toMatchObject({ code: 0 });
    expect(await run.call('run', '--tasks', 'other.yaml')).toMatchObject({ code: 0 });
    const agents = join(run.repo.dir, '.git', 'agentic.git', 'agents');
    expect(
      execFileSync('git', ['--git-dir', agents, 'config', '--list'], { encoding: 'utf8' }),
    ).not.toContain('husky');
  },
);
