import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { openClone } from '../../src/git/clone/clone-facts.ts';
import { wordingOf } from '../../src/report/problems/describe-problem.ts';
import {
  type GitFixture,
  makeFolder,
  makeRepository,
  makeTeam,
  openFixture,
} from '../support/git-fixture.ts';
import { changesAt, openAt } from '../support/open-repository.ts';

const BEFORE = { 'a.txt': '1\n2\n3\n', 'b.txt': 'b\n' };

/** A branch `work` that changes a.txt, and `other` that conflicts with it. */
function addWork(repo: GitFixture, checkout = true): void {
  repo.commit({ 'a.txt': '1\nother\n3\n' }, { branch: 'other', parents: ['HEAD'], checkout: false });
  if (checkout) repo.git('checkout', '-q', '-b', 'work');
  repo.commit({ 'a.txt': '1\nours\n3\n' }, { checkout });
}

/** Everything a plan asks of the clone, as one text. */
async function lookAt(dir: string): Promise<string> {
  const { repository, base, changes } = await changesAt(dir);
  const { head } = repository.place;
  const paths = new Set(changes.map(({ path }) => path));
  const { branches } = await repository.listBranches({ base, head });
  await repository.findMeetings(branches, { all: paths, added: new Set(), deleted: new Set() });
  await using trial = repository.openTrialMerges({
    base: base.commit,
    ahead: new Set([head]),
    timeBudgetMs: 60_000,
  });
  const rows = branches.map(({ tip }) => [head, tip]);
  const predictions = (await trial.takeIn(rows, { lines: true })).map((outcome) =>
    outcome.kind === 'conflicts' ? outcome.conflicts : outcome.kind,
  );
  await repository.readFiles(head, [...paths], 1000);
  await repository.readAudits(head, 10);
  await repository.readDiff({ base: base.commit, head }, [...paths], 1000);
  const { tracked, untracked } = (await repository.readUncommitted()) ?? { tracked: [], untracked: [] };
  await repository.snapshotWork(tracked, 60_000);
  const shown = branches.map(({ name }, at) => `${name} ${JSON.stringify(predictions[at])}`);
  const files = changes.map(({ path, added, deleted }) => `${path} +${added} -${deleted}`);
  return [base.how, ...files, ...shown, `${tracked.length + untracked.length} uncommitted`].join('; ');
}

const CONFLICT = 'other [{"path":"a.txt","lines":[[2,6]]}]';
const EXPECTED = `default-branch; a.txt +1 -1; ${CONFLICT}; 0 uncommitted`;

test('row 35: no command that the repository configures is run, and nothing is written', async () => {
  const repo = makeRepository();
  const trap = join(makeFolder(), 'trap');
  repo.commit(BEFORE);
  addWork(repo);
  writeFileSync(
    join(repo.dir, '.git/info/attributes'),
    '*.txt diff=evil merge=evil filter=evil text eol=lf\n',
  );
  const command = `touch '${trap}'; cat`;
  for (const key of [
    'core.fsmonitor',
    'core.pager',
    'core.editor',
    'core.sshCommand',
    'core.hooksPath',
    'core.askPass',
    'diff.external',
    'diff.evil.textconv',
    'diff.evil.command',
    'merge.evil.driver',
    'filter.evil.clean',
    'filter.evil.smudge',
    'filter.evil.process',
    'gpg.program',
    'credential.helper',
    'interactive.diffFilter',
    'pager.diff',
    'pager.log',
    'pager.status',
    'uploadpack.packObjectsHook',
  ])
    repo.git('config', key, command);
  for (const [key, value] of [
    ['filter.evil.required', 'true'],
    ['merge.renormalize', 'true'],
    ['log.showSignature', 'true'],
    ['diff.ignoreSubmodules', 'all'],
    ['diff.noprefix', 'true'],
    ['diff.orderFile', 'a.txt'],
    ['diff.renames', 'copies'],
    ['merge.conflictStyle', 'diff3'],
    ['color.ui', 'always'],
    ['diff.relative', 'true'],
    ['grep.patternType', 'perl'],
  ] as const)
    repo.git('config', key, value);
  writeFileSync(join(repo.dir, 'b.txt'), 'c\n'); // its filter would have to run to know
  const before = readdirSync(join(repo.dir, '.git'), { recursive: true }).sort();
  const index = readFileSync(join(repo.dir, '.git/index'), 'hex');
  const temporary = makeFolder();
  vi.stubEnv('TMPDIR', temporary);
  const seen = await lookAt(repo.dir).finally(() => vi.unstubAllEnvs());
  expect(seen).toBe(EXPECTED.replace('0 uncommitted', '1 uncommitted'));
  expect(existsSync(trap)).toBe(false);
  expect(readdirSync(join(repo.dir, '.git'), { recursive: true }).sort()).toEqual(before);
  expect(readFileSync(join(repo.dir, '.git/index'), 'hex')).toBe(index);
  expect(readdirSync(temporary)).toEqual([]);
});

test('row 36: a repository of another owner is refused with the setting that helps', async () => {
  const repo = makeRepository();
  repo.commit(BEFORE);
  process.env['GIT_TEST_ASSUME_DIFFERENT_OWNER'] = '1';
  const facts = await openClone(repo.dir).finally(
    () => delete process.env['GIT_TEST_ASSUME_DIFFERENT_OWNER'],
  );
  const problem = facts.ok ? undefined : facts.problems[0];
  expect(problem?.code).toBe('unsafe-repository');
  const remedy = problem === undefined ? '' : wordingOf(problem).remedy;
  expect(remedy).toBe(`git config --global --add safe.directory '${repo.dir}'`);
});

test('row 37: a linked worktree, a sub-folder of it, and a detached HEAD', async () => {
  const { repo } = makeTeam(BEFORE);
  const tree = openFixture(join(makeFolder(), 'tree'));
  repo.git('worktree', 'add', '-q', '--detach', tree.dir);
  addWork(tree);
  mkdirSync(join(tree.dir, 'sub/deep'), { recursive: true });
  expect(await lookAt(join(tree.dir, 'sub/deep'))).toBe(EXPECTED);
  expect((await openAt(tree.dir)).place).toMatchObject({
    root: tree.dir,
    target: 'work',
    branch: 'refs/heads/work',
  });
  tree.git('checkout', '-q', '--detach');
  tree.git('branch', '-D', 'work');
  expect(await lookAt(tree.dir)).toBe(EXPECTED);
  const { place } = await openAt(tree.dir);
  expect(place.target).toBe(`detached-${place.head.slice(0, 8)}`);
  expect(place).not.toHaveProperty('branch');
});

test('row 37: a bare repository and an unborn branch', async () => {
  const bare = makeRepository({ bare: true });
  bare.commit(BEFORE);
  bare.git('branch', 'work');
  bare.git('symbolic-ref', 'HEAD', 'refs/heads/work');
  addWork(bare, false);
  expect(await lookAt(bare.dir)).toBe(EXPECTED);
  await expect(openAt(makeRepository().dir)).rejects.toThrow('unborn-branch');
});

test('row 37: a submodule is a repository of its own', async () => {
  const { remote } = makeTeam(BEFORE);
  const outer = makeRepository();
  outer.commit({ 'x.txt': 'x' });
  outer.git('submodule', '--quiet', 'add', remote.dir, 'sub');
  const sub = openFixture(join(outer.dir, 'sub'));
  addWork(sub);
  expect(await lookAt(sub.dir)).toBe(EXPECTED);
  expect(await (await openAt(outer.dir)).readUncommitted()).toEqual({
    tracked: ['.gitmodules', 'sub'],
    untracked: [],
  });
});

test('row 37: SHA-256 object names, and a sparse checkout', async () => {
  const repo = makeRepository({ objectFormat: 'sha256' });
  repo.commit(BEFORE);
  const root = await changesAt(repo.dir);
  expect(root.base).toMatchObject({ how: 'root', commit: expect.stringMatching(/^[0-9a-f]{64}$/) });
  expect(root.changes).toHaveLength(2);
  addWork(repo);
  expect(await lookAt(repo.dir)).toBe(EXPECTED);
  repo.git('sparse-checkout', 'set', '--no-cone', 'nothing');
  expect(existsSync(join(repo.dir, 'a.txt'))).toBe(false);
  expect(await lookAt(repo.dir)).toBe(EXPECTED);
});

test('row 37: replace refs and grafts show nobody another diff', async () => {
  const repo = makeRepository();
  const first = repo.commit(BEFORE);
  addWork(repo);
  const fake = repo.commit({ 'evil.txt': 'e' }, { branch: 'fake', parents: [] });
  repo.git('update-ref', '-d', 'refs/heads/fake');
  repo.git('replace', first, fake);
  writeFileSync(join(repo.dir, '.git/info/grafts'), `${repo.tip('work')} ${fake}\n`);
  expect(await lookAt(repo.dir)).toBe(EXPECTED);
});

test('row 37: a partial clone is read as far as its objects go, and fetches nothing', async () => {
  const { remote } = makeTeam(BEFORE);
  remote.git('config', 'uploadpack.allowFilter', 'true');
  remote.commit({ 'a.txt': '1\nother\n3\n' }, { branch: 'other', parents: ['main'] });
  remote.commit({ 'a.txt': '1\nours\n3\n' }, { branch: 'work', parents: ['main'] });
  const clone = remote.clone('--filter=blob:none', '--branch=work');
  const objects = (): string => clone.git('count-objects', '-v');
  const before = objects();
  // The base's a.txt and the other branch's are not here: no counts, no prediction, but the names are certain.
  expect(await lookAt(clone.dir)).toBe(
    'default-branch; a.txt +null -null; origin/other "unknown"; 0 uncommitted',
  );
  expect(objects()).toBe(before);
});

test('row 37: a reftable repository is refused by name', async () => {
  const repo = makeRepository();
  repo.commit(BEFORE);
  repo.git('config', 'core.repositoryFormatVersion', '1');
  repo.git('config', 'extensions.refStorage', 'reftable');
  await expect(openAt(repo.dir)).rejects.toThrow('reftable-repository');
});
