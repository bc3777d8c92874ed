import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { reviewPush } from '../../src/app/review/review-push.ts';
import { openPlanning } from '../../src/cli/open/planning.ts';
import { openWorkspace } from '../../src/cli/open/workspace.ts';
import type { Oid, RefName } from '../../src/core/model/ids.ts';
import { callProgram } from '../support/call-program.ts';
import { type GitFixture, makeTeam } from '../support/git-fixture.ts';

const TEN = Array.from({ length: 10 }, (_, at) => `${at}\n`).join('');

/** A branch with a commit of its own, and `theirs`, which changes the first line of `shared.txt`. */
function atWork() {
  const { repo, remote } = makeTeam({ 'own.txt': TEN, 'shared.txt': TEN, 'quiet.txt': TEN });
  const other = remote.clone();
  other.git('checkout', '-q', '-b', 'theirs');
  other.commit({ 'shared.txt': TEN.replace('0', 'theirs') });
  other.git('push', '-q', 'origin', 'theirs');
  repo.git('fetch', '-q');
  repo.git('checkout', '-q', '-b', 'feature');
  repo.commit({ 'own.txt': TEN.replace('5', 'five') });
  const write = (name: string, text: string): void => {
    mkdirSync(path.dirname(path.join(repo.dir, name)), { recursive: true });
    writeFileSync(path.join(repo.dir, name), text);
  };
  const claimed = (...paths: string[]) =>
    callProgram(other.dir, ['claim', ...paths], { env: { AGENTIC_HOLDER: 'ana' } });
  return { repo, write, claimed };
}

const plan = async ({ dir }: GitFixture): Promise<string> => (await callProgram(dir, ['plan'])).stdout;

describe('work that is not committed', () => {
  it('conflicts of it are predicted, with the lines, and a line says that it is not planned', async () => {
    const { repo, write } = atWork();
    expect(await plan(repo)).not.toContain('theirs');
    write('shared.txt', TEN.replace('0', 'ours'));
    const said = await plan(repo);
    expect(said).toMatch(/✗ shared\.txt +conflicts with origin\/theirs, lines 1–5/);
    expect(said).toContain('1 uncommitted file is looked at, not planned: commit it');
    const checked = await callProgram(repo.dir, ['check']);
    expect(checked.stdout).toMatch(/shared\.txt +will conflict with origin\/theirs/);
  });

  it('what is staged, deleted or put in the place of a folder counts as it stands', async () => {
    const { repo, write } = atWork();
    write('shared.txt', TEN.replace('0', 'ours'));
    repo.git('add', 'shared.txt');
    expect(await plan(repo)).toContain('conflicts with origin/theirs');
    rmSync(path.join(repo.dir, 'shared.txt'));
    expect(await plan(repo)).toContain('conflicts with origin/theirs');
    write('shared.txt', TEN.replace('9', 'nine'));
    expect(await plan(repo)).toMatch(/○ shared\.txt +also changed by origin\/theirs, merges cleanly/);
  });

  it('a claim on an uncommitted or an untracked file is seen by plan and check', async () => {
    const { repo, write, claimed } = atWork();
    expect((await claimed('quiet.txt', 'new/file.txt')).code).toBe(0);
    expect((await callProgram(repo.dir, ['check'])).code).toBe(0);
    write('quiet.txt', 'changed\n');
    write('new/file.txt', 'new\n');
    const said = await plan(repo);
    expect(said).toMatch(/● quiet\.txt +claimed by ana .*\n {4}new\/file\.txt\n/);
    expect(said).toContain('2 uncommitted files are looked at, not planned: commit them');
    const checked = await callProgram(repo.dir, ['check']);
    expect([checked.code, checked.stdout]).toEqual([1, expect.stringContaining('new/file.txt, quiet.txt')]);
  });

  it('run and run --dry-run say it too', async () => {
    const { repo, write } = atWork();
    write('tasks.yaml', 'tasks: [{id: t, title: t, writes: [quiet.txt]}]\n');
    write('.agentic-planrc.yaml', 'agents: {bot: {command: ["true"]}}\n');
    const line = '2 uncommitted files are looked at, not planned: commit them';
    const dry = await callProgram(repo.dir, ['run', '--dry-run', '--tasks', 'tasks.yaml']);
    expect(dry.stdout).toContain(line);
    const run = await callProgram(repo.dir, ['run', '--tasks', 'tasks.yaml']);
    expect(run.stderr).toContain(line);
  });

  it('too much of it is looked at by name only, and that is said', async () => {
    const { repo, write } = atWork();
    write('shared.txt', 'x'.repeat(40 * 1024 * 1024));
    const said = await plan(repo);
    expect(said).toMatch(/○ shared\.txt +also changed by origin\/theirs/);
    expect(said).toContain('the uncommitted changes are too many or too large to try');
  });

  it('the pre-push hook speaks of files that are pushed, and of no others', async () => {
    const { repo, write, claimed } = atWork();
    const first = repo.tip('feature');
    const head = repo.commit({ 'quiet.txt': 'second\n' });
    write('shared.txt', TEN.replace('0', 'ours'));
    await claimed('own.txt', 'quiet.txt', 'shared.txt');
    const deps = await openPlanning(
      openWorkspace({ cwd: repo.dir, env: { AGENTIC_HOLDER: 'me' }, now: new Date() }),
      { timeBudgetMs: { table: 60_000, conflicts: 60_000 } },
    );
    if (!deps.ok) throw new Error('the clone was refused');
    const push = async (remoteHead?: string): Promise<string> => {
      const branch = { ref: 'refs/heads/feature' as RefName, head: head as Oid };
      const found = await reviewPush(deps.value, [
        remoteHead === undefined ? branch : { ...branch, remoteHead: remoteHead as Oid },
      ]);
      if (found.kind !== 'looked') throw new Error(found.kind);
      return found.presence.claims.flatMap(({ sharedFiles }) => sharedFiles).join();
    };
    expect(await push()).toBe('own.txt,quiet.txt');
    expect(await push(first)).toBe('quiet.txt');
  });
});
