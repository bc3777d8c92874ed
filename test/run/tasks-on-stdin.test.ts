import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { agentIsUp, prepareCliRun } from './cli-run.ts';

const ISSUES = JSON.stringify([
  { number: 1, title: 'One line in `a.txt`', body: '', labels: [{ name: 'bug' }], state: 'OPEN' },
  {
    number: 2,
    title: 'One line in `b.txt`',
    body: 'Blocked by #1',
    labels: [{ name: 'bug' }],
    state: 'OPEN',
  },
  { number: 3, title: 'More', body: '', labels: [], state: 'OPEN' },
]);

it.runIf(process.platform === 'linux')(
  'issues from a pipe: an interrupted run goes on with them, and with the part of them, by itself',
  async () => {
    const run = prepareCliRun({ input: ISSUES });
    writeFileSync(join(run.meeting, 'issue-2.hold'), '');
    const first = run.start('run', '--tasks', '-', '--only', 'bug');
    await agentIsUp(run, 'issue-2');
    first.child.kill('SIGINT');
    const { code, said } = await first.ended;
    expect(code).toBe(130);
    expect(said).toMatch(/^note: standard input: 3 GitHub issues: 3 to be done, 0 done there$/m);
    // what stood on standard input is gone: the clone remembers it
    expect(said).toMatch(/^Go on +agentic-plan run --only bug {6}/m);
    rmSync(join(run.meeting, 'issue-2.hold'));
    const second = await run.call('run');
    expect(second.said).toMatch(
      /^going on with main-[0-9a-f]{8}, .*: 3 tasks of standard input as they were then, with --only bug$/m,
    );
    expect(second.code).toBe(0);
    const started = readFileSync(join(run.meeting, 'started'), 'utf8').trim().split('\n');
    expect([...new Set(started)]).toEqual(['issue-1', 'issue-2']);
  },
);
