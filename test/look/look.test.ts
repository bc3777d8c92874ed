import { expect, test } from 'vitest';
import type { Presence } from '../../src/core/model/presence.ts';
import { makeTeam } from '../support/git-fixture.ts';
import { linesWith, lookAt } from '../support/look-at.ts';

const FILE = linesWith().split(/(?<=\n)/);
const withLine = (line: number, text: string): string => linesWith([line, text]);
const BEFORE = { 'src/a.ts': FILE.join(''), 'src/b.ts': FILE.join(''), 'other.ts': 'o\n' };

/** Ours changes line 10 of a.ts and adds new.ts. */
function startWork(): ReturnType<typeof makeTeam> {
  const team = makeTeam(BEFORE);
  team.repo.git('checkout', '-q', '-b', 'feature/ours');
  team.repo.commit({ 'src/a.ts': withLine(10, 'ours'), 'new.ts': 'n\n' });
  return team;
}

const names = (presence: Presence): string[] => presence.branches.map(({ name }) => name);

test('branches on our files are seen, local and remote, with the lines that conflict; others only counted', async () => {
  const { repo, remote } = startWork();
  remote.commit(
    { 'src/a.ts': withLine(10, 'theirs') },
    { branch: 'codex/limit', parents: ['main'], author: 'Ana' },
  );
  repo.commit({ 'src/a.ts': withLine(25, 'far') }, { branch: 'far', parents: ['main'], checkout: false });
  repo.commit({ 'other.ts': 'x\n' }, { branch: 'elsewhere', parents: ['main'], checkout: false });
  repo.git('fetch', '-q');
  const presence = await lookAt(repo);
  expect(presence.branchesSeen).toBe(3);
  expect(presence.branches).toMatchObject([
    { name: 'far', sharedFiles: ['src/a.ts'], conflicts: [] },
    {
      name: 'origin/codex/limit',
      ref: 'refs/remotes/origin/codex/limit',
      author: 'Ana',
      sharedFiles: ['src/a.ts'],
      conflicts: [{ path: 'src/a.ts', lines: [[10, 14]] }],
    },
  ]);
  expect(presence.table).toEqual({ kind: 'not-looked', why: 'offline' });
});

test('ours, the base, results, merged branches, copies and unrelated histories are not open', async () => {
  const { repo, remote } = startWork();
  const touch = { 'src/a.ts': withLine(25, 'x') };
  repo.git('push', '-q', '-u', 'origin', 'feature/ours');
  remote.commit(touch); // main itself moved on
  repo.git('branch', 'merged', 'main');
  repo.commit(touch, { branch: 'agentic/feature-ours', parents: ['main'], checkout: false });
  repo.commit(touch, { branch: 'pages', parents: [], checkout: false });
  // A branch that is behind its own remote, one that is ahead of it, and two names of one commit.
  const first = repo.commit(touch, { branch: 'behind', parents: ['main'], checkout: false });
  repo.commit({ 'src/b.ts': 'b\n' }, { branch: 'ahead', parents: [first], checkout: false });
  repo.git('push', '-q', 'origin', 'ahead', 'behind');
  remote.commit({ 'src/b.ts': 'c\n' }, { branch: 'behind' });
  repo.commit({ 'src/b.ts': 'd\n' }, { branch: 'ahead', checkout: false });
  repo.git('branch', 'twin', 'ahead');
  repo.git('fetch', '-q');
  expect(names(await lookAt(repo))).toEqual(['ahead', 'origin/behind']);
});

test('a branch is charged with its own changes, not with those that it merged from the base', async () => {
  const { repo, remote } = startWork();
  remote.commit({ 'src/a.ts': withLine(25, 'main') });
  repo.git('fetch', '-q');
  const fork = repo.tip('main');
  repo.commit({ 'other.ts': 'x\n' }, { branch: 'fresh', parents: ['origin/main'], checkout: false });
  const old = repo.commit({ 'other.ts': 'y\n' }, { branch: 'old', parents: [fork], checkout: false });
  // Took in the base: several points where it meets what we know; the newest one counts.
  repo.commit(
    { 'src/a.ts': withLine(25, 'main') },
    { branch: 'old', parents: [old, 'origin/main'], checkout: false },
  );
  const presence = await lookAt(repo);
  expect([presence.branchesSeen, names(presence)]).toEqual([2, []]);
});

test('a conflict with the base itself is shown as such, not charged to the branches that took the base in', async () => {
  const { repo, remote } = startWork();
  remote.commit({ 'src/a.ts': withLine(10, 'main') });
  repo.git('fetch', '-q');
  repo.commit({ 'other.ts': 'x\n' }, { branch: 'innocent', parents: ['origin/main'], checkout: false });
  repo.commit(
    { 'src/a.ts': withLine(10, 'x') },
    { branch: 'guilty', parents: ['origin/main'], checkout: false },
  );
  const presence = await lookAt(repo);
  expect(presence.branches.map(({ name, isBase, conflicts }) => [name, isBase, conflicts.length])).toEqual([
    ['origin/main', true, 1],
    ['guilty', undefined, 1],
  ]);
  expect(presence.branchesSeen).toBe(2);
  // ours cannot be taken in as it is: no number of an order would be true
  expect(presence.mergeOrder).toBeUndefined();
});

test('a branch that moves our folder conflicts without sharing a file', async () => {
  const { repo } = startWork();
  repo.git('checkout', '-q', '-b', 'mover', 'main');
  repo.git('mv', 'src', 'lib');
  repo.git('commit', '-qm', 'move');
  repo.git('checkout', '-q', 'feature/ours');
  repo.commit({ 'src/c.ts': 'c\n', 'src/a.ts': FILE.join('') });
  const [mover] = (await lookAt(repo)).branches;
  expect(mover).toMatchObject({
    name: 'mover',
    sharedFiles: [],
    conflicts: [{ path: 'src/c.ts' }],
  });
});

test('the merge order puts the branch that everybody conflicts with last', async () => {
  const { repo } = startWork();
  for (const line of [3, 17, 25])
    repo.commit(
      { 'src/a.ts': withLine(line, `l${line}`) },
      { branch: `side-${line}`, parents: ['main'], checkout: false },
    );
  const all = { 'src/a.ts': FILE.map((line, at) => ([2, 9, 16, 24].includes(at) ? 'hub\n' : line)).join('') };
  repo.commit(all, { branch: 'hub', parents: ['main'], checkout: false });
  const { mergeOrder } = await lookAt(repo);
  expect(mergeOrder).toEqual({
    order: ['feature/ours', 'side-3', 'side-17', 'side-25', 'hub'],
    conflicts: 1,
    worst: 4,
  });
});

test('what the time does not allow is said: no prediction, and a table that was late', async () => {
  const { repo } = startWork();
  repo.commit({ 'src/a.ts': withLine(10, 'x') }, { branch: 'side', parents: ['main'], checkout: false });
  const presence = await lookAt(repo, {
    readClaims: () => new Promise(() => {}),
    wait: () => Promise.resolve(),
    timeBudgetMs: { table: 0, conflicts: 0 },
  });
  expect(presence.table).toEqual({ kind: 'not-looked', why: 'late' });
  expect(presence.branches).toMatchObject([{ name: 'side', conflicts: [], unpredicted: true }]);
  expect(presence.mergeOrder).toBeUndefined();
});

test('the newest 200 open branches are looked at, and the rest is counted', async () => {
  const { repo } = startWork();
  const side = repo.commit({ 'other.ts': 'z\n' }, { branch: 'side', parents: ['main'], checkout: false });
  const tree = repo.tip(`${side}^{tree}`);
  const commits = Array.from({ length: 230 }, (_, at) =>
    [
      `commit refs/heads/many/${at}`,
      `committer A <a@x> ${1_600_000_000 + at} +0000`,
      'data 0',
      `from ${repo.tip('main')}`,
      `M 040000 ${tree} ""`,
      '',
    ].join('\n'),
  );
  repo.gitBytes(['fast-import', '--quiet'], commits.join('\n'));
  const presence = await lookAt(repo);
  expect([presence.branchesSeen, presence.branchesLeftOut]).toEqual([200, 31]);
});
