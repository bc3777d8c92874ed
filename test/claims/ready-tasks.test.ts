import { beforeAll, describe, expect, test } from 'vitest';
import { planMessage } from '../../src/app/perform/ending/plan-commit.ts';
import { stateCommit } from '../../src/core/claim/state-commit.ts';
import type { RunId } from '../../src/core/model/ids.ts';
import { readPlanFile } from '../../src/core/plan/read-plan-file.ts';
import { callProgram } from '../support/call-program.ts';
import { endedRecord } from '../support/claim-records.ts';
import { parseJson } from '../support/cli.ts';
import { type GitFixture, makeTeam } from '../support/git-fixture.ts';

const RUN = 'main-12345678';
const task = (id: string, writes: readonly string[], dependsOn: readonly object[] = []): object => ({
  id,
  title: `do ${id}`,
  kind: 'custom',
  writes,
  depends_on: dependsOn,
  agent: 'claude',
});

describe('status --ready', () => {
  let repo: GitFixture;
  let remote: GitFixture;

  beforeAll(() => {
    const team = makeTeam({ 'src/a.ts': '1\n', 'docs/x.md': '2\n' });
    repo = team.repo;
    remote = team.remote;
  });
  const plant = (run: string, plan: string, state: 'open' | 'finished'): void => {
    const blob = remote.gitBytes(['hash-object', '-w', '--stdin'], plan).toString().trim();
    const tree = remote.gitBytes(['mktree'], `100644 blob ${blob}\tplan.json\n`).toString().trim();
    const message = planMessage({ run: run as RunId, state });
    const commit = remote.gitBytes(['commit-tree', tree, '-F', '-'], message).toString().trim();
    remote.git('update-ref', `refs/agentic/runs/${run}/plan`, commit);
  };
  const plantTask = (id: string, state: 'done' | 'released'): void => {
    const record = { ...endedRecord({ run: RUN, task: id, at: Date.now() }), state };
    const text = Buffer.from(stateCommit(record, null, 'sha1').bytes);
    const oid = remote.gitBytes(['hash-object', '-w', '-t', 'commit', '--stdin'], text).toString().trim();
    remote.git('update-ref', `refs/agentic/tasks/${RUN}/${id}`, oid);
  };
  const ready = async (): Promise<unknown> => {
    const said = parseJson(await callProgram(repo.dir, ['status', '--ready', '--json']));
    return Array.isArray(said['ready']) ? said['ready'].map(({ id }) => id) : said['ready'];
  };

  test('tasks whose needs are done and whose files are free, of open runs alone', async () => {
    const tasks = [
      task('first', ['src/a.ts']),
      task('second', ['docs/'], [{ task: 'first', why: 'needs' }]),
      task('third', ['src/**'], [{ task: 'first', why: 'files' }]),
      task('fourth', []),
    ];
    plant(RUN, JSON.stringify({ version: 1, tasks }), 'open');
    plant('main-bbbbbbbb', JSON.stringify({ version: 1, tasks }), 'finished');
    plant('main-cccccccc', '{"version":2,"tasks":[]}', 'open');
    plant('main-dddddddd', 'not a plan', 'open');
    expect(await ready()).toEqual(['first', 'third', 'fourth']);
    const { stderr } = await callProgram(repo.dir, ['status', '--ready']);
    expect(stderr).toContain('the plan of run main-cccccccc was written by a newer version');
    expect(stderr).toContain('the plan of run main-dddddddd cannot be read');
    plantTask('first', 'done');
    plantTask('fourth', 'released');
    expect(await ready()).toEqual(['second', 'third', 'fourth']);
    await callProgram(repo.dir, ['claim', 'src/deep/b.ts'], { env: { AGENTIC_HOLDER: 'other' } });
    expect(await ready()).toEqual(['second', 'fourth']);
    const text = await callProgram(repo.dir, ['status', '--ready']);
    expect(text.stdout).toMatch(
      /\nReady\n {2}second {3}docs\/ {3}claude {3}of main-12345678\n {6}do second\n/,
    );
  });
});

const idsOf = (plan: object): readonly string[] | string => {
  const read = readPlanFile(JSON.stringify(plan));
  return read.kind === 'plan' ? read.tasks.map(({ id }) => id) : read.why;
};

test.each([
  ['no plan', []],
  ['no-plan', { version: 1 }],
  ['newer-version', { version: 2, tasks: [] }],
  ['earlier-shape', { version: 1, tasks: [{ id: 'a', title: '', kind: '', writes: [], dependsOn: [] }] }],
])('what is no plan of this version is refused by name: %s', (why, plan) => {
  expect(idsOf(plan)).toBe(why.replace(' ', '-'));
});

test('a plan that somebody else wrote is data: what is no task is left out', () => {
  const tasks = [task('ok', ['a']), task('../x', []), { id: 'no-writes' }, null, 7, task('__proto__', [])];
  expect(idsOf({ version: 1, tasks })).toEqual(['ok']);
});

test.each([
  ['a dependency that cannot be read: it might seem ready', { depends_on: [{ task: 'ok', why: 'because' }] }],
  ['a dependency that is none', { depends_on: [7] }],
  ['a path that leads out', { writes: ['../x'] }],
  ['a path of git’s own', { writes: ['.git/hooks/x'] }],
  ['a title of 1 MB', { title: 'x'.repeat(1_000_000) }],
  ['the id of another task', { id: 'ok' }],
])('of a plan that somebody edited, a task is left out that has %s', (_, change) => {
  const tasks = [task('other', ['b']), { ...task('bad', ['c']), ...change }, task('ok', ['a'])];
  expect(idsOf({ version: 1, tasks })).toEqual('id' in change ? ['other'] : ['other', 'ok']);
});
