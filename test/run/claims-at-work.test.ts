import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { evictClaim } from '../../src/app/claim/clear-claims.ts';
import { observe } from '../../src/app/claim/observe.ts';
import type { RunContext } from '../../src/app/perform/run-context.ts';
import { taskRef } from '../../src/core/claim/refs.ts';
import type { RepoPath, TaskId } from '../../src/core/model/ids.ts';
import { lockOf } from '../../src/core/paths/lock-name.ts';
import { makeFolder, makeTeam } from '../support/git-fixture.ts';
import { startTestRun, type TestRunEnd } from '../support/run-fixture.ts';

const files = { 'a.txt': 'a\n', 'b.txt': 'b\n', '.gitignore': 'node_modules/\n' };
const one = (does: string) => [{ id: 'one', writes: ['a.txt'], does }];
const changeA = "append('a.txt', 'x');";
const problemOf = (run: TestRunEnd, id: string) => {
  const phase = run.state.tasks.find(({ task }) => task.id === id)?.phase;
  return phase && 'problem' in phase ? phase.problem : undefined;
};
const waitFor = async (seen: () => boolean): Promise<void> => {
  while (!seen()) await new Promise((resolve) => setTimeout(resolve, 10));
};

describe('claims while agents work', () => {
  it('are renewed for as long as the work takes', async () => {
    const { repo, remote } = makeTeam(files);
    const count = `execFileSync('git', ['--git-dir', '${remote.dir}', 'for-each-ref', '--format=%(contents)', 'refs/agentic/tasks/'], { encoding: 'utf8' })`;
    const run = await startTestRun({
      repo,
      tasks: one(`await until(() => ${count}.includes('"renewed"')); ${changeA}`),
      settings: {
        claims: {
          mode: 'enforce',
          mergeable: [],
          ignore: [],
          leaseMinutes: 0.05,
          maxRefs: 32,
          maxAgentsPerFile: 1,
          regenerate: [],
        },
      },
    });
    expect(run.phases).toEqual({ one: 'done' });
  });

  it('that were taken from a run keep it from publishing; the work is kept', async () => {
    const { repo, remote } = makeTeam(files);
    const meeting = makeFolder();
    let opened: RunContext | undefined;
    const run = await startTestRun({
      repo,
      agents: [{ env: { MEETING: meeting } }],
      tasks: one(
        `${changeA} fs.writeFileSync(process.env.MEETING + '/up', ''); await until(() => fs.existsSync(process.env.MEETING + '/evicted'));`,
      ),
      onOpened: (context) => {
        opened = context;
      },
      observe: (event) => {
        if (event.kind === 'claimed' && opened) void evict(opened, meeting);
      },
    });
    expect(problemOf(run, 'one')).toMatchObject({ code: 'claim-lost' });
    expect(remote.git('for-each-ref', 'refs/heads/agentic')).toBe('');
    const kept = run.context.leavings.kept.get('one' as TaskId);
    repo.git('fetch', '-q', join(repo.dir, '.git', 'agentic.git'), String(kept));
    expect(repo.git('show', 'FETCH_HEAD:a.txt')).toBe('a\nx');
  });

  it('of others are waited for, and the run goes on when they end', async () => {
    const { repo } = makeTeam(files);
    const meeting = makeFolder();
    const holder = startTestRun({
      repo,
      agents: [{ env: { MEETING: meeting } }],
      tasks: [
        {
          id: 'holder',
          writes: ['a.txt'],
          does: "fs.writeFileSync(process.env.MEETING + '/up', ''); await until(() => fs.existsSync(process.env.MEETING + '/go')); report({ summary: 'held' });",
        },
      ],
      target: 'other',
    });
    await waitFor(() => existsSync(join(meeting, 'up')));
    const run = await startTestRun({
      repo,
      tasks: one(changeA),
      observe: (event) => {
        if (event.kind === 'held') writeFileSync(join(meeting, 'go'), '');
      },
    });
    expect(run.log).toContain('held one');
    expect([run.phases, (await holder).phases]).toEqual([{ one: 'done' }, { holder: 'done' }]);
  });
});

/** What `release --force` does, by somebody else. */
async function evict({ claimant, plan }: RunContext, meeting: string): Promise<void> {
  await waitFor(() => existsSync(join(meeting, 'up')));
  const ref = taskRef(plan.run, 'one' as TaskId);
  const { lock } = lockOf('a.txt' as RepoPath);
  const seen = await observe(claimant, { locks: [lock], taskRefs: [ref] });
  const view = seen.ok ? seen.value.view : undefined;
  const task = view?.tasks.get(ref);
  const anchor = view?.locks.get(lock)?.anchor;
  if (!view || !task || !anchor || task.read.kind !== 'record') throw new Error('no claim to evict');
  await evictClaim(claimant, {
    tip: task.read.record,
    task,
    anchor,
    reason: 'a person said so',
  });
  writeFileSync(join(meeting, 'evicted'), '');
}
