import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { makeFolder } from '../support/git-fixture.ts';
import { agentIsUp, type CliRun, prepareCliRun, TASKS } from './cli-run.ts';

const startedIn = (run: CliRun): readonly string[] =>
  readFileSync(join(run.meeting, 'started'), 'utf8').trim().split('\n').sort();

/** A run with a task file that was interrupted while its third task was at work. */
async function interrupted(run: CliRun, ...more: readonly string[]): Promise<string> {
  writeFileSync(join(run.meeting, 'three.hold'), '');
  const first = run.start('run', '--tasks', 'tasks.yaml', ...more);
  await agentIsUp(run, 'three');
  first.child.kill('SIGINT');
  const { code, said } = await first.ended;
  expect(code).toBe(130);
  rmSync(join(run.meeting, 'three.hold'));
  return said;
}

describe.runIf(process.platform === 'linux')('run without --tasks', () => {
  it('goes on with the tasks and options of the interrupted run, and says so first', async () => {
    const run = prepareCliRun();
    const end = await interrupted(run, '--jobs', '1');
    expect(end).toMatch(/^Go on +agentic-plan run --tasks tasks\.yaml --jobs 1 /m);
    writeFileSync(join(run.repo.dir, 'tasks.yaml'), TASKS.replaceAll('three', 'changed'));
    const { code, said } = await run.call('run');
    expect(code).toBe(0);
    expect(said.split('\n')[0]).toMatch(
      /^going on with main-[0-9a-f]{8}, begun \d\d:\d\d \(\d+ s ago\): 3 tasks of tasks\.yaml as they were then, with --jobs 1$/,
    );
    expect(said).toMatch(
      /^ {2}afresh instead: agentic-plan run --dismiss main-[0-9a-f]{8}, then agentic-plan run/m,
    );
    expect(startedIn(run).filter((task) => task !== 'three')).toEqual(['one', 'two']);
    expect(run.remote.git('show', 'agentic/main:b.txt')).toContain('three');
    // it is over now, and remembered no more
    expect((await run.call('run')).said).toMatch(/nothing to do/);
  });

  it('options that are typed now win; tasks that are named are those that count', async () => {
    const run = prepareCliRun();
    await interrupted(run, '--jobs', '1');
    const dry = (await run.call('run', '--dry-run', '--jobs', '2')).said;
    expect(dry).toMatch(/^going on with .*as they were then$/m);
    writeFileSync(join(run.repo.dir, 'other.yaml'), TASKS.replaceAll('one', 'other'));
    const { code, said } = await run.call('run', '--tasks', 'other.yaml');
    expect([code, said]).toEqual([0, expect.not.stringMatching(/^going on with main/)]);
    expect(startedIn(run)).toContain('other');
  });

  it('what was finished or given up elsewhere meanwhile is planned anew, with a word', async () => {
    const run = prepareCliRun();
    await interrupted(run);
    const refs = run.remote.git('for-each-ref', '--format=%(refname)', 'refs/agentic/runs');
    for (const line of refs.split('\n')) run.remote.git('update-ref', '-d', line);
    const { said } = await run.call('run');
    expect(said).toMatch(
      /^note: main-[0-9a-f]{8}, which was interrupted here, is no longer on the table: planned anew$/m,
    );
    expect((await run.call('run')).said).not.toMatch(/interrupted here/);
  });

  it('never starts what only the table says: another clone’s run is named, and nothing of it begins', async () => {
    const run = prepareCliRun();
    await interrupted(run);
    const before = startedIn(run);
    const other = join(makeFolder(), 'clone');
    run.repo.git('clone', '-q', run.remote.dir, other);
    const { said } = await run.callIn(other, 'run');
    expect(said).toMatch(
      /^note: main-[0-9a-f]{8} was left unfinished: agentic-plan run --tasks <the task file>/m,
    );
    expect(startedIn(run)).toEqual(before);
    // nor where somebody has copied the clone with all that is in its git folder
    const copy = join(makeFolder(), 'copy');
    run.repo.git('-c', 'alias.copy=!cp -r', 'copy', run.repo.dir, copy);
    expect(existsSync(join(copy, '.git', 'agentic.git', 'unfinished'))).toBe(true);
    expect((await run.callIn(copy, 'run')).said).not.toMatch(/^going on/m);
    expect(startedIn(run)).toEqual(before);
  });
});
