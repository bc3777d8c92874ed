import { expect, test } from 'vitest';
import { countPushes, makeCiTeam } from '../support/ci-fixture.ts';
import { makeFolder } from '../support/git-fixture.ts';

test('one push a wave, also where a task is tried again, verify refuses it, or nothing can be published; its history is whole', async () => {
  const team = makeCiTeam({
    tasks: [
      { id: 'good', writes: ['good.txt'], does: 'echo x > good.txt' },
      { id: 'bad', writes: ['bad.txt'], does: 'echo x > bad.txt', retries: 5 },
      { id: 'dies', writes: ['dies'], does: 'exit 3', retries: 5 },
      { id: 'later', writes: ['later.txt', 'good.txt'], needs: ['good'], does: 'true' },
    ],
    settings: { verify: 'test ! -f bad.txt' },
  });
  const pushes = countPushes(team.remote);
  const planned = await team.step('plan', { tasks: 'tasks.json', base: 'HEAD' });
  expect([planned.rows.length, pushes()]).toEqual([3, 1]);
  const run = planned.outputs['run'] ?? '';
  const first = { run, wave: '1', results: await team.work(run, 1, planned.rows) };
  const { tree = '', verified = '', left = '' } = (await team.step('verify', first)).outputs;
  expect(verified).toBe('["good"]');
  const done = await team.step('publish', { ...first, tree, verified, left });
  expect(done.outputs['published']).toBe('1');
  expect(done.rows.map(({ task }) => task).sort()).toEqual(['bad', 'dies', 'later']);
  expect(pushes()).toBe(2);
  // every job of the next one is lost
  const nothing = await team.step('publish', { run, wave: '2', results: makeFolder() });
  expect(nothing.rows).toHaveLength(3);
  expect(pushes()).toBe(3);
  const states = team.remote.git('log', '--format=%B', `refs/agentic/tasks/${run}/bad`);
  expect(states.match(/"state":"(\w+)"/g)?.map((state) => state.slice(9, -1))).toEqual([
    'claimed',
    'released',
    'claimed',
    'released',
    'claimed',
  ]);
  // another run of the workflow, while this one holds them
  const other = { env: { AGENTIC_CI: 'acme/shop 78 1' } };
  const held = await team.step('plan', { run }, other);
  expect([held.rows.length, held.codes, pushes()]).toEqual([0, Array(3).fill('held-task'), 3]);
  expect(held.result.stdout).toContain('bad is postponed: held by bot (acme/shop run 77.1) until ');
  // given back by nobody's wave, and claimed again on what its ref shows
  await team.step('release', { run });
  const before = pushes();
  const again = await team.step('plan', { run }, other);
  expect([again.rows.length, pushes() - before]).toEqual([3, 1]);
});
