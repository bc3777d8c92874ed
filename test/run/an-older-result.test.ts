import { describe, expect, it } from 'vitest';
import { makeTeam } from '../support/git-fixture.ts';
import { startTestRun } from '../support/run-fixture.ts';

const files = { 'a.txt': 'a\n', 'b.txt': 'b\n', '.gitignore': 'node_modules/\n' };
const one = (does: string) => [{ id: 'one', writes: ['a.txt'], does }];
const changeA = "append('a.txt', 'x');";

describe('an older result on the branch', () => {
  it('is the base when it contains the head; nothing on it is lost', async () => {
    const { repo, remote } = makeTeam(files);
    remote.commit({ 'old.txt': 'older result' }, { branch: 'agentic/main', parents: ['main'] });
    const run = await startTestRun({ repo, tasks: one(changeA) });
    expect(run.phases).toEqual({ one: 'done' });
    expect(remote.git('show', 'agentic/main:old.txt')).toBe('older result');
    expect(remote.git('log', '--merges', '--format=%h', 'agentic/main')).toBe('');
  });

  it('is merged in memory when the branch has moved on', async () => {
    const { repo, remote } = makeTeam(files);
    const old = remote.commit({ 'old.txt': 'older result' }, { branch: 'agentic/main', parents: ['main'] });
    repo.commit({ 'b.txt': 'newer\n' });
    const run = await startTestRun({ repo, tasks: one(changeA) });
    expect(run.phases).toEqual({ one: 'done' });
    expect(remote.git('show', 'agentic/main:old.txt')).toBe('older result');
    expect(remote.git('show', 'agentic/main:b.txt')).toBe('newer');
    remote.git('merge-base', '--is-ancestor', old, 'agentic/main');
  });

  it('never moves backwards over what somebody put there meanwhile', async () => {
    const { repo, remote } = makeTeam(files);
    const run = await startTestRun({
      repo,
      tasks: one(changeA),
      observe: (event) => {
        if (event.kind === 'published')
          remote.commit({ 'mine.txt': 'a person' }, { branch: 'agentic/main', parents: ['main'] });
      },
    });
    expect(run.context.ending.branch?.kind).toBe('moved');
    expect(remote.git('show', 'agentic/main:mine.txt')).toBe('a person');
    expect(remote.git('show', 'agentic/main:a.txt')).toBe('a\nx');
  });

  it('moves with each task where that is wanted, and says so when its name is taken', async () => {
    const { repo, remote } = makeTeam(files);
    const seen: string[] = [];
    await startTestRun({
      repo,
      tasks: [
        ...one(changeA),
        { id: 'two', writes: ['b.txt'], needs: ['one'], does: changeA.replace('a.txt', 'b.txt') },
      ],
      settings: { publish: { to: 'branch', every: 'task' } },
      observe: (event) => {
        if (event.kind === 'published') seen.push(remote.git('log', '-1', '--format=%s', 'agentic/main'));
      },
    });
    expect(seen).toEqual(['Do one', 'Do two']);
    const other = makeTeam(files);
    // before agents start it would have been seen
    const run = await startTestRun({
      repo: other.repo,
      tasks: one(changeA),
      observe: (event) => {
        if (event.kind === 'published') other.remote.git('branch', 'agentic', 'main');
      },
    });
    expect(run.context.ending.branch).toMatchObject({
      kind: 'not-moved',
      problem: { code: 'result-branch-taken', data: { detail: 'there is a branch agentic' } },
    });
  });
});
