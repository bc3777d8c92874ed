import { chmodSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { agentIsUp, type CliRun, prepareCliRun, TASKS } from './cli-run.ts';

const started = (run: CliRun): number =>
  readFileSync(join(run.meeting, 'started'), 'utf8').trim().split('\n').length;

/** The server takes no branch below `agentic/`. */
function refuseBranches({ remote }: CliRun): string {
  const hook = join(remote.dir, 'hooks', 'pre-receive');
  mkdirSync(join(remote.dir, 'hooks'), { recursive: true });
  writeFileSync(
    hook,
    '#!/bin/sh\nwhile read a b r; do case $r in refs/heads/agentic/*) echo "names must look like feature/x" >&2; exit 1;; esac; done\n',
  );
  chmodSync(hook, 0o755);
  return hook;
}

const RUN = ['run', '--tasks', 'tasks.yaml'];
const json = (said: string): Record<string, unknown> => JSON.parse(said);

describe.runIf(process.platform === 'linux')('run --publish', () => {
  it('brings finished work to another branch, starts no agent, and the run is over then', async () => {
    const run = prepareCliRun();
    refuseBranches(run);
    const first = await run.call(...RUN);
    expect([first.code, first.said]).toEqual([1, expect.not.stringContaining('No result')]);
    expect(first.said).toMatch(
      /^Work +refs\/agentic\/runs\/.* on origin, not on agentic\/main: git fetch origin/m,
    );
    expect(first.said).toMatch(/^Publish +agentic-plan run --publish /m);
    const agents = started(run);
    const again = await run.call('run', '--publish');
    expect([again.code, again.said]).toEqual([
      1,
      expect.stringMatching(/names must look like.*\nWork +refs/s),
    ]);
    const { code, said } = await run.call('run', '--publish', '--branch', 'feature/JIRA-1');
    expect([code, said]).toEqual([0, expect.stringMatching(/^published what main-[0-9a-f]{8} had finished/)]);
    expect(said).toMatch(/^Result +feature\/JIRA-1 \(\w{7}\) on origin: git fetch origin feature\/JIRA-1/m);
    expect(run.remote.git('show', 'feature/JIRA-1:a.txt')).toContain('one');
    expect(started(run)).toBe(agents);
    const end = await run.call(...RUN);
    expect([end.code, end.said]).toEqual([
      0,
      expect.stringMatching(/done already.*\nResult +feature\/JIRA-1/s),
    ]);
    expect(json((await run.call('run', '--publish', '--json')).said)).toMatchObject({
      outcome: 'nothing-to-publish',
      changed: false,
    });
  });

  it('after a refusal the next start brings what waits first; refused again, no agent starts', async () => {
    const run = prepareCliRun();
    const hook = refuseBranches(run);
    await run.call(...RUN);
    const agents = started(run);
    writeFileSync(join(run.repo.dir, 'more.yaml'), TASKS.replaceAll('one', 'more'));
    const refused = await run.call('run', '--tasks', 'more.yaml');
    expect([refused.code, started(run)]).toEqual([1, agents]);
    expect(refused.said).toMatch(
      /refused the result branch agentic\/main at \d\d:\d\d; it said: names must look like/,
    );
    expect(refused.said).toMatch(/--branch, or for good with `publish\.branch`/);
    rmSync(hook);
    const taken = await run.call('run', '--tasks', 'more.yaml');
    expect([taken.code, taken.said]).toEqual([0, expect.stringMatching(/^published what main-/m)]);
    expect(started(run)).toBeGreaterThan(agents);
  });

  it('what an interrupted run had finished goes, tested; the rest is still to be done', async () => {
    const agents =
      'agents:\n  ada: { command: node agent.mjs, pass: [MEETING] }\nverify: "grep -q a a.txt"\n';
    const tasks = TASKS.replace('writes: [b.txt]', 'writes: [b.txt], needs: [one, two]');
    const run = prepareCliRun({ files: { '.agentic-planrc.yaml': agents, 'tasks.yaml': tasks } });
    writeFileSync(join(run.meeting, 'three.hold'), '');
    const first = run.start(...RUN);
    await agentIsUp(run, 'three');
    first.child.kill('SIGINT');
    const { said } = await first.ended;
    expect(said).toMatch(/^Interrupted: 2 tasks of 3 are done and kept\nWork +refs\/agentic/m);
    expect(said).toMatch(/^Go on +agentic-plan run --tasks tasks\.yaml /m);
    const published = json((await run.call('run', '--publish', '--json')).said);
    expect(published).toMatchObject({
      outcome: 'published',
      finished: [],
      result: { branch: 'agentic/main' },
    });
    expect(published['unfinished']).toEqual(published['runs']);
    expect(run.remote.git('show', 'agentic/main:a.txt')).toMatch(/^a\n(?:one\ntwo|two\none)$/);
    rmSync(join(run.meeting, 'three.hold'));
    expect(await run.call('run')).toMatchObject({ code: 0 });
    expect(run.remote.git('show', 'agentic/main:b.txt')).toContain('three');
  });

  it('what conflicts with the branch is said by its paths, and nothing moves', async () => {
    const run = prepareCliRun();
    const hook = refuseBranches(run);
    await run.call(...RUN);
    rmSync(hook);
    run.remote.commit({ 'a.txt': 'another\n' }, { branch: 'agentic/main', parents: ['main'] });
    const tip = run.remote.tip('agentic/main');
    const { code, said } = await run.call('run', '--publish');
    expect([code, said]).toEqual([1, expect.stringMatching(/conflicts.*: a\.txt/)]);
    expect(run.remote.tip('agentic/main')).toBe(tip);
  });

  it('has words for nothing, for a bad name, and for two wishes at once', async () => {
    const run = prepareCliRun();
    expect((await run.call('run', '--publish')).said).toMatch(/^nothing to publish: no run of main has/);
    expect(await run.call('run', '--publish', '--branch', 'a..b')).toMatchObject({ code: 2 });
    expect(await run.call('run', '--publish', '--dry-run')).toMatchObject({ code: 2 });
  });
});
