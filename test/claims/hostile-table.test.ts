import { hostname } from 'node:os';
import { beforeEach, describe, expect, test } from 'vitest';
import type { ClaimRecord } from '../../src/core/claim/record.ts';
import { stateCommit } from '../../src/core/claim/state-commit.ts';
import type { AgentId, LockName, RepoPath } from '../../src/core/model/ids.ts';
import { callProgram } from '../support/call-program.ts';
import { endedRecord } from '../support/claim-records.ts';
import { parseJson } from '../support/cli.ts';
import { type GitFixture, makeTeam } from '../support/git-fixture.ts';

// Whoever can push can write a claim that says anything. It is data: shown, believed in by nobody, obeyed never.
describe('claims that somebody else made up', () => {
  let repo: GitFixture;
  let remote: GitFixture;

  beforeEach(() => {
    const team = makeTeam({ 'a.ts': '1\n', 'b.ts': '2\n' });
    repo = team.repo;
    remote = team.remote;
  });
  /** A whole claim on `a.ts`, as its holder would have pushed it. */
  const plant = (change: Partial<ClaimRecord>): string => {
    const path = { locks: ['a.ts' as LockName], paths: ['a.ts' as RepoPath] };
    const plain = endedRecord({ run: 'hand', task: 'theirs', at: Date.now() });
    const { bytes } = stateCommit({ ...plain, ...path, state: 'claimed', ...change }, null, 'sha1');
    const oid = remote
      .gitBytes(['hash-object', '-w', '-t', 'commit', '--stdin'], Buffer.from(bytes))
      .toString()
      .trim();
    remote.git('update-ref', 'refs/agentic/tasks/hand/theirs', oid);
    remote.git('update-ref', 'refs/agentic/locks/a.ts', oid);
    return oid;
  };

  test('row 42: hostile texts reach no terminal as they are, and are cut', async () => {
    const evil = '"; rm -rf / \u001b[31m\u202e @everyone\n::set-output::';
    plant({
      title: evil.repeat(10),
      agent: `${evil}`.repeat(4) as AgentId,
      holder: { kind: 'session', id: evil, name: evil.repeat(4) },
    });
    for (const args of [['status'], ['claim', 'a.ts'], ['check', 'a.ts'], ['release', 'a.ts'], ['doctor']]) {
      const said = await callProgram(repo.dir, args);
      expect(`${said.stdout}${said.stderr}`).not.toMatch(/\u001b|\u202e|\n::/);
      for (const line of `${said.stdout}${said.stderr}`.split('\n')) expect(line.length).toBeLessThan(500);
    }
  });

  test('row 46: a claim that names our own session as its holder is not ours', async () => {
    const oid = plant({ holder: { kind: 'session', id: 'me', name: hostname().split('.')[0] ?? '' } });
    const env = { AGENTIC_HOLDER: 'me' };
    expect((await callProgram(repo.dir, ['claim', 'a.ts', '--task', 'theirs'], { env })).code).toBe(3);
    expect((await callProgram(repo.dir, ['release'], { env })).stdout).toMatch(/^nothing to release/);
    const seen = parseJson(await callProgram(repo.dir, ['status', '--json'], { env }));
    expect(seen['claims']).toMatchObject([{ task: 'theirs', mine: false }]);
    expect(remote.tip('refs/agentic/locks/a.ts')).toBe(oid);
  });

  test('row 44: a tag on a lock is held by unknown', async () => {
    remote.git('tag', '-a', '-m', 'x', 'v1', 'main');
    remote.git('update-ref', 'refs/agentic/locks/a.ts', remote.git('rev-parse', 'refs/tags/v1'));
    const refused = await callProgram(repo.dir, ['claim', 'a.ts']);
    expect(refused.code).toBe(3);
    expect(refused.stderr).toMatch(/unknown: its record cannot be read/);
  });

  test('row 43: a lock that its claim does not name is found, and deleted alone by a person', async () => {
    const oid = plant({});
    remote.git('update-ref', 'refs/agentic/locks/b.ts', oid);
    const found = parseJson(await callProgram(repo.dir, ['doctor', '--json']));
    expect(found['problems']).toMatchObject([{ code: 'forged-lock' }]);
    expect((await callProgram(repo.dir, ['release', 'b.ts', '--force'])).stdout).toMatch(/^deleted: b\.ts/);
    expect(remote.git('for-each-ref', '--format=%(refname)', 'refs/agentic/locks')).toBe(
      'refs/agentic/locks/a.ts',
    );
  });

  test('row 50: what was released is not renewed: the same command is a new claim', async () => {
    const id = async (): Promise<unknown> => {
      const said = parseJson(await callProgram(repo.dir, ['claim', 'a.ts', '--task', 'mine', '--json']));
      return { how: said['how'], ...(typeof said['claim'] === 'object' ? said['claim'] : {}) };
    };
    const first = await id();
    await callProgram(repo.dir, ['release']);
    const second = await id();
    expect(second).toMatchObject({ how: 'new' });
    expect(second).not.toMatchObject({ id: (first as { id: string }).id });
  });
});
