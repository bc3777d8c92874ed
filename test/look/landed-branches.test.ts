import { describe, expect, it } from 'vitest';
import { type GitFixture, makeTeam } from '../support/git-fixture.ts';
import { linesWith, lookAt } from '../support/look-at.ts';

const BEFORE = { 'a.ts': linesWith(), 'b.ts': linesWith(), 'c.ts': linesWith() };

/** Ours changes a.ts; `side` has two commits on a.ts and b.ts, of which the base then takes in what a test says. */
function start(side = 'side') {
  const { repo } = makeTeam(BEFORE);
  const first = repo.commit(
    { 'a.ts': linesWith([3, 'x']) },
    { branch: side, parents: ['main'], checkout: false },
  );
  const second = repo.commit({ 'b.ts': linesWith([3, 'x']) }, { branch: side, checkout: false });
  repo.commit({ 'a.ts': linesWith([10, 'ours']) }, { branch: 'ours', parents: ['main'], checkout: false });
  repo.git('symbolic-ref', 'HEAD', 'refs/heads/ours');
  const land = (files: Parameters<GitFixture['commit']>[0], message = 'land') =>
    repo.commit(files, { branch: 'main', message, checkout: false });
  return { repo, land, first, second };
}

async function openOf(repo: GitFixture): Promise<readonly string[]> {
  const { branches, staleBranches, branchesSeen } = await lookAt(repo, { base: 'main' });
  const names = [...branches.filter(({ isBase }) => !isBase), ...staleBranches].map(({ name }) => name);
  expect(branchesSeen).toBe(names.length);
  return names;
}

const SQUASHED = { 'a.ts': linesWith([3, 'x']), 'b.ts': linesWith([3, 'x']) };
// the base goes on in the lines that the branch has changed, so that merging it now would conflict
const GONE_ON = { 'a.ts': linesWith([3, 'y']), 'b.ts': linesWith([3, 'y']) };

describe('a branch that the base has taken in under another name is not open', () => {
  it('squashed into one commit', async () => {
    const { repo, land } = start();
    land(SQUASHED);
    land(GONE_ON);
    expect(await openOf(repo)).toEqual([]);
  });

  it('squashed, although the lines around it are others by now', async () => {
    const { repo, land } = start();
    land({ 'a.ts': linesWith([2, 'near']), 'b.ts': linesWith([5, 'near']) });
    land({ 'a.ts': linesWith([2, 'near'], [3, 'x']), 'b.ts': linesWith([5, 'near'], [3, 'x']) });
    expect(await openOf(repo)).toEqual([]);
  });

  it('rebased or picked, commit by commit', async () => {
    const { repo, land } = start();
    land({ 'c.ts': linesWith([1, 'c']) });
    land({ 'a.ts': linesWith([3, 'x']) });
    land({ 'b.ts': linesWith([3, 'x']) });
    land(GONE_ON);
    expect(await openOf(repo)).toEqual([]);
  });

  it('by the number of its pull request', async () => {
    const { repo, land } = start('pull/12/head');
    land({ 'a.ts': linesWith([3, 'as somebody changed it while merging']) }, 'Mend it (#12)');
    expect(await openOf(repo)).toEqual([]);
  });

  it('by the number of a pull request that was fetched beside it', async () => {
    const { repo, land, second } = start();
    land({ 'a.ts': linesWith([3, 'as somebody changed it while merging']) }, 'Mend it (#12)');
    repo.git('update-ref', 'refs/remotes/origin/pr/12', second);
    expect(await openOf(repo)).toEqual([]);
  });

  it('in pieces that nobody can tell, where nothing of it is left to merge', async () => {
    const { repo, land } = start();
    land({ 'a.ts': linesWith([3, 'x'], [20, 'more']) });
    land({ 'b.ts': linesWith([3, 'x'], [20, 'more']) });
    expect(await openOf(repo)).toEqual([]);
  });
});

describe('and one that it has not is', () => {
  it('where only a part was taken in', async () => {
    const { repo, land } = start();
    land({ 'a.ts': linesWith([3, 'x']) });
    expect(await openOf(repo)).toEqual(['side']);
  });

  it('where another pull request is meant', async () => {
    const { repo, land } = start('pull/12/head');
    land({ 'c.ts': 'c\n' }, 'Revert "Mend it (#12)" (#13)');
    expect(await openOf(repo)).toEqual(['pull/12/head']);
  });

  it('where the same change was taken in before, and taken back', async () => {
    const { repo } = makeTeam(BEFORE);
    const day = 24 * 3600;
    const at = Date.UTC(2026, 0, 1) / 1000;
    repo.commit({ 'a.ts': linesWith([3, 'x']) }, { at: at + day });
    repo.commit({ 'a.ts': linesWith() }, { at: at + 2 * day });
    repo.commit({ 'a.ts': linesWith([10, 'ours']) }, { branch: 'ours', parents: ['main'], checkout: false });
    repo.commit({ 'c.ts': 'c\n' }, { at: at + 5 * day });
    repo.commit(
      { 'a.ts': linesWith([3, 'x']) },
      { branch: 'again', parents: ['main~1'], at: at + 6 * day, checkout: false },
    );
    repo.git('symbolic-ref', 'HEAD', 'refs/heads/ours');
    expect(await openOf(repo)).toEqual(['again']);
  });
});
