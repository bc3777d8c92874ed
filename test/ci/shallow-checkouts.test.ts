import { expect, test } from 'vitest';
import { makeCiTeam } from '../support/ci-fixture.ts';

const tasks = [{ id: 'a', writes: ['a.txt'], does: 'echo x > a.txt' }];

test('at depth 1, and where the branch has gone on, steps fetch what their run needs', async () => {
  const team = makeCiTeam({ tasks });
  const { remote } = team;
  const planned = await team.step('plan', { tasks: 'tasks.json' }, { dir: remote.clone('--depth=1').dir });
  const run = planned.outputs['run'] ?? '';
  remote.commit({ 'later.txt': 'x' });
  const shallow = () => ({ dir: remote.clone('--depth=1').dir });
  const begun = await team.step('begin', { run, wave: '1', task: 'a' }, shallow());
  expect(begun.outputs['go']).toBe('true');
  const released = await team.step('release', { run }, shallow());
  expect(released.outputs['released']).toBe('1');
  const again = await team.step('plan', { run }, shallow());
  expect(again.rows.map(({ task }) => task)).toEqual(['a']);
});

test('one branch, and a tag, with their history are enough', async () => {
  const team = makeCiTeam({ tasks });
  team.remote.git('tag', 'v1', 'main');
  const planned = await team.step(
    'plan',
    { tasks: 'tasks.json' },
    { dir: team.remote.clone('--single-branch').dir },
  );
  const run = planned.outputs['run'] ?? '';
  const tagged = team.remote.clone('--branch', 'v1').dir;
  const begun = await team.step('begin', { run, wave: '1', task: 'a' }, { dir: tagged });
  expect(begun.outputs['go']).toBe('true');
});
