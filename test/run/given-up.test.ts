import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { makeFolder } from '../support/git-fixture.ts';
import { agentIsUp, type CliRun, locksLeft, prepareCliRun } from './cli-run.ts';

const RUN = ['run', '--tasks', 'tasks.yaml', '--jobs', '1'];
const nameOf = ({ remote }: CliRun): string =>
  remote.git('for-each-ref', '--format=%(refname)', 'refs/agentic/runs/*/plan').split('/')[3] ?? '';
const refsOf = ({ remote }: CliRun, run: string): string =>
  remote.git('for-each-ref', '--format=%(refname)', `refs/agentic/runs/${run}`, `refs/agentic/tasks/${run}`);

/** Killed or interrupted while its last task was at work. */
async function leave(run: CliRun, signal: 'SIGINT' | 'SIGKILL'): Promise<void> {
  const first = run.start(...RUN);
  await agentIsUp(run, 'three');
  first.child.kill(signal);
  await first.ended;
}

describe.runIf(process.platform === 'linux')('run --dismiss', () => {
  it('gives up a run that was killed: its claims, its refs; what it had published is kept and named', async () => {
    const run = prepareCliRun();
    writeFileSync(join(run.meeting, 'three.hold'), '');
    await leave(run, 'SIGKILL');
    const name = nameOf(run);
    expect(locksLeft(run)).not.toBe('');
    const { code, said } = await run.call('run', '--dismiss', name);
    expect([code, said]).toEqual([
      0,
      expect.stringMatching(/^given up: main-[0-9a-f]{8}, whose refs are gone/),
    ]);
    expect([refsOf(run, name), locksLeft(run)]).toEqual(['', '']);
    const get = /: git (fetch .*)$/m.exec(said)?.[1] ?? '';
    run.repo.git('-c', `alias.pasted=!git ${get}`, 'pasted');
    expect(run.repo.git('show', 'FETCH_HEAD:a.txt')).toContain('one');
    // this clone goes on with nothing of it
    rmSync(join(run.meeting, 'three.hold'));
    expect((await run.call('run')).said).not.toMatch(/going on with|interrupted here/);
  });

  it('takes nothing from a run at work, and names what there is when a name is wrong', async () => {
    const run = prepareCliRun();
    writeFileSync(join(run.meeting, 'three.hold'), '');
    const first = run.start(...RUN);
    await agentIsUp(run, 'three');
    const name = nameOf(run);
    const before = refsOf(run, name);
    const held = await run.call('run', '--dismiss', name);
    expect([held.code, held.said]).toEqual([3, expect.stringMatching(/is at work: .* holds three/)]);
    expect(refsOf(run, name)).toBe(before);
    const wrong = await run.call('run', '--dismiss', name, 'main-00000000', '--json');
    expect([wrong.code, JSON.parse(wrong.said)]).toMatchObject([
      2,
      { problems: [{ code: 'run-not-unfinished' }] },
    ]);
    rmSync(join(run.meeting, 'three.hold'));
    expect(await first.ended).toMatchObject({ code: 0 });
    const done = await run.call('run', '--dismiss', name);
    expect([done.code, done.said]).toEqual([
      2,
      expect.stringMatching(/is finished: there is nothing of it to give up/),
    ]);
  });

  it('also one that another clone began, by the line that names it', async () => {
    const run = prepareCliRun();
    writeFileSync(join(run.meeting, 'three.hold'), '');
    await leave(run, 'SIGINT');
    const other = join(makeFolder(), 'clone');
    run.repo.git('clone', '-q', run.remote.dir, other);
    const { said } = await run.callIn(other, 'run');
    const line = /agentic-plan (run --dismiss \S+) gives it up$/m.exec(said)?.[1] ?? '';
    expect(await run.callIn(other, ...line.split(' '))).toMatchObject({ code: 0 });
    expect(nameOf(run)).toBe('');
    expect((await run.callIn(other, 'run')).said).not.toMatch(/unfinished/);
  });
});
