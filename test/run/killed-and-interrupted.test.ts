import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { agentIsUp, isAlive, locksLeft, prepareCliRun, TASKS, waitFor, worktreesLeft } from './cli-run.ts';

const RUN = ['run', '--tasks', 'tasks.yaml'];
const subjects = (run: ReturnType<typeof prepareCliRun>): readonly string[] =>
  run.remote.git('log', '--format=%s', 'main..agentic/main').split('\n').sort();

describe.runIf(process.platform === 'linux')('the real program', () => {
  it('row 84: SIGINT gives back everything, ends agents and what they started, and exits with 130', async () => {
    const run = prepareCliRun();
    writeFileSync(join(run.meeting, 'one.hold'), '');
    const { child, ended } = run.start(...RUN);
    const pids = await agentIsUp(run, 'one');
    child.kill('SIGINT');
    expect(await ended).toMatchObject({ code: 130 });
    await waitFor(() => !pids.some(isAlive));
    expect(locksLeft(run)).toBe('');
    expect(worktreesLeft(run)).toEqual([]);
    expect(run.repo.git('status', '--porcelain')).toBe('');
  });

  it('leaves in time although the remote has fallen silent; the next start gives back what was left', async () => {
    const run = prepareCliRun();
    writeFileSync(join(run.meeting, 'one.hold'), '');
    const { child, ended } = run.start(...RUN);
    const pids = await agentIsUp(run, 'one');
    // From now on every push hangs in the remote's hook.
    const hook = join(run.remote.dir, 'hooks', 'pre-receive');
    mkdirSync(join(run.remote.dir, 'hooks'), { recursive: true });
    writeFileSync(hook, `#!/bin/sh\necho $$ >> '${run.meeting}/hooks'\nexec sleep 60\n`, { mode: 0o755 });
    child.kill('SIGINT');
    expect(await ended).toMatchObject({ code: 130 });
    await waitFor(() => !pids.some(isAlive));
    rmSync(hook);
    // what hung has ended with the program
    for (const pid of readFileSync(join(run.meeting, 'hooks'), 'utf8').trim().split('\n'))
      await waitFor(() => !isAlive(Number(pid)));
    rmSync(join(run.meeting, 'one.hold'));
    expect(await run.call(...RUN)).toMatchObject({ code: 0 });
    expect(subjects(run)).toEqual(['One', 'Three', 'Two']);
    expect(locksLeft(run)).toBe('');
    expect(worktreesLeft(run)).toEqual([]);
  });

  it('row 84: after kill -9 the next start ends the orphans, cleans up, and goes on without doing anything twice', async () => {
    const run = prepareCliRun();
    writeFileSync(join(run.meeting, 'two.hold'), '');
    const first = run.start(...RUN);
    const pids = await agentIsUp(run, 'two');
    first.child.kill('SIGKILL');
    expect(await first.ended).toMatchObject({ signal: 'SIGKILL' });
    expect(pids.every(isAlive)).toBe(true);
    expect(locksLeft(run)).not.toBe('');
    rmSync(join(run.meeting, 'two.up'));
    const second = run.start(...RUN);
    await agentIsUp(run, 'two');
    expect(pids.some(isAlive)).toBe(false);
    rmSync(join(run.meeting, 'two.hold'));
    const end = await second.ended;
    expect(end.code).toBe(0);
    expect(end.said).toContain('cleaned up after a run that was killed');
    expect(subjects(run)).toEqual(['One', 'Three', 'Two']);
    const started = readFileSync(join(run.meeting, 'started'), 'utf8').trim().split('\n').sort();
    expect(started.filter((task) => task === 'two')).toHaveLength(2);
    expect(started.filter((task) => task === 'one')).toHaveLength(1);
    expect(locksLeft(run)).toBe('');
    expect(worktreesLeft(run)).toEqual([]);
  });

  it('finds work that a server had committed by halves: the result has it, the task ref does not', async () => {
    const run = prepareCliRun();
    // by a process that is gone: its claim could live on else
    expect(await run.start(...RUN).ended).toMatchObject({ code: 0 });
    const { remote } = run;
    const name = remote.git('for-each-ref', '--format=%(refname)', 'refs/agentic/runs/*/plan').split('/')[3];
    const task = `refs/agentic/tasks/${name}/three`;
    const claim = remote.tip(`${task}~1`);
    remote.git('update-ref', task, claim);
    remote.git('update-ref', 'refs/agentic/locks/b.txt', claim);
    remote.git('update-ref', `refs/agentic/runs/${name}/plan`, `refs/agentic/runs/${name}/plan~1`);
    const again = await run.call(...RUN);
    expect(again.code).toBe(0);
    expect(subjects(run)).toEqual(['One', 'Three', 'Two']);
    expect(readFileSync(join(run.meeting, 'started'), 'utf8').trim().split('\n').sort()).toEqual([
      'one',
      'three',
      'two',
    ]);
    expect(locksLeft(run)).toBe('');
    expect(remote.git('log', '-1', '--format=%s', `refs/agentic/runs/${name}/plan`)).toBe(
      `Plan of ${name}: finished`,
    );
  });

  it('row 84: a start with other tasks is another run, and says that the first was left unfinished', async () => {
    const run = prepareCliRun();
    // what it publishes before it is interrupted would be built on
    for (const task of ['one', 'three']) writeFileSync(join(run.meeting, `${task}.hold`), '');
    const first = run.start(...RUN);
    await agentIsUp(run, 'three');
    first.child.kill('SIGINT');
    expect(await first.ended).toMatchObject({ code: 130 });
    for (const task of ['one', 'three']) rmSync(join(run.meeting, `${task}.hold`));
    writeFileSync(join(run.repo.dir, 'other.yaml'), TASKS.replaceAll('one', 'other'));
    const second = await run.call('run', '--tasks', 'other.yaml');
    expect(second.code).toBe(0);
    expect(second.said).toMatch(
      /main-[0-9a-f]{8} was left unfinished: .* run --dismiss main-[0-9a-f]{8} gives it up/,
    );
    expect(locksLeft(run)).toBe('');
  });

  it('row 84: a second start joins the first: each task is done once, and both end well', async () => {
    const run = prepareCliRun();
    const both = [run.start(...RUN), run.start(...RUN)];
    const ends = await Promise.all(both.map(({ ended }) => ended));
    expect(ends.map(({ code, said }) => [code, code === 0 ? '' : said])).toEqual([
      [0, ''],
      [0, ''],
    ]);
    expect(subjects(run)).toEqual(['One', 'Three', 'Two']);
    expect(readFileSync(join(run.meeting, 'started'), 'utf8').trim().split('\n').sort()).toEqual([
      'one',
      'three',
      'two',
    ]);
    expect(locksLeft(run)).toBe('');
  });

  it('row 84: another run for the same target is refused while one is at work, naming whose it is', async () => {
    const run = prepareCliRun();
    writeFileSync(join(run.meeting, 'three.hold'), '');
    const first = run.start(...RUN);
    await agentIsUp(run, 'three');
    writeFileSync(join(run.repo.dir, 'other.yaml'), TASKS.replaceAll('one', 'other'));
    const second = await run.call('run', '--tasks', 'other.yaml');
    expect(second.code).toBe(3);
    expect(second.said).toContain('another run works for this target');
    rmSync(join(run.meeting, 'three.hold'));
    expect(await first.ended).toMatchObject({ code: 0 });
  });

  it('does a run that is done only once, and says where its result is', async () => {
    const run = prepareCliRun();
    expect(await run.call(...RUN)).toMatchObject({ code: 0 });
    const tip = run.remote.tip('agentic/main');
    const again = await run.call(...RUN);
    expect(again.code).toBe(0);
    expect(again.said).toContain('done already');
    expect(run.remote.tip('agentic/main')).toBe(tip);
  });

  it('--dry-run changes nothing anywhere; --json is one object; without agents it says what to write', async () => {
    const run = prepareCliRun();
    const before = run.remote.git('for-each-ref');
    const dry = await run.call(...RUN, '--dry-run');
    expect(dry.code).toBe(0);
    expect(dry.said).toMatch(/one +ada.*GITHUB_TOKEN.*agentic\/main/s);
    expect(run.remote.git('for-each-ref')).toBe(before);
    writeFileSync(join(run.repo.dir, 'none.yaml'), 'agents: {}\n');
    const none = await run.call(...RUN, '--config', 'none.yaml');
    expect([none.code, none.said]).toEqual([
      2,
      expect.stringContaining('agents: {claude: {preset: claude-code}}'),
    ]);
    const json = await run.call(...RUN, '--json');
    expect(JSON.parse(json.said)).toMatchObject({
      version: 1,
      command: 'run',
      outcome: 'done',
      changed: true,
    });
  });
});
