import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { makeCiTeam } from '../support/ci-fixture.ts';
import { makeFolder } from '../support/git-fixture.ts';

const OPEN = { 'code-review': 'off', 'test-coverage': 'off', 'documentation-update': 'off' };

/** Two tasks of one wave that each add a line to one file. */
async function publishBoth(file: string, claims: Readonly<Record<string, unknown>>) {
  const both = ['a', 'b'].map((id) => ({
    id,
    writes: [`${id}.txt`, file],
    does: `echo ${id} > ${id}.txt; echo ${id} >> ${file}`,
  }));
  const team = makeCiTeam({
    tasks: both,
    settings: { claims, rules: OPEN },
    files: { [file]: '1\n2\n3\n', '.gitattributes': 'CHANGES merge=union\n' },
  });
  const planned = await team.step('plan', { tasks: 'tasks.json' });
  const run = planned.outputs['run'] ?? '';
  expect(planned.rows.length).toBe(2);
  const at = { run, wave: '1', results: await team.work(run, 1, planned.rows) };
  const { tree = '', verified = '', left = '' } = (await team.step('verify', at)).outputs;
  const done = await team.step('publish', { ...at, tree, verified, left });
  return { team, run, done, left };
}

test('lines that two tasks of a wave add to a file with merge=union are both published', async () => {
  const { team, run, done } = await publishBoth('CHANGES', { mergeable: ['CHANGES'] });
  expect(done.outputs['published']).toBe('2');
  expect(team.remote.git('show', `refs/agentic/runs/${run}/result:CHANGES`)).toBe('1\n2\n3\na\nb');
});

test('what the team has a command for is a conflict here, and the command is not started', async () => {
  const mark = join(makeFolder(), 'started');
  const claims = { mergeable: ['made.txt'], regenerate: { 'made.txt': ['touch', mark] } };
  const { done, left } = await publishBoth('made.txt', claims);
  expect([done.outputs['published'], JSON.parse(left)]).toEqual([
    '1',
    [{ task: 'b', why: 'merge-conflict' }],
  ]);
  expect(done.rows.map(({ task }) => task)).toEqual(['b']); // once more, on top of the other one
  expect(existsSync(mark)).toBe(false);
});
