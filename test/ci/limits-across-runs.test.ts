import { expect, test } from 'vitest';
import { makeCiTeam } from '../support/ci-fixture.ts';

const task = (id: string) => ({ id, writes: [`${id}.txt`], does: 'true' });
const file = (...ids: readonly string[]): string =>
  JSON.stringify({
    version: 1,
    tasks: ids.map((id) => ({
      ...task(id),
      does: undefined,
      kind: 'custom',
      title: id,
      command: 'true',
      shell: true,
    })),
  });

test('the jobs of a day are those of all runs for a branch; what is over the limit is named', async () => {
  const team = makeCiTeam({
    tasks: ['a', 'b'].map(task),
    settings: { limits: { jobs_per_day: 3 } },
  });
  const first = await team.step('plan', { tasks: 'tasks.json', base: 'HEAD' });
  expect(first.rows.map((row) => row.task)).toEqual(['a', 'b']);
  expect(first.codes).not.toContain('jobs-used-up');
  const released = await team.step('release', { run: first.outputs['run'] ?? '' });
  expect(released.outputs['released']).toBe('2');

  // somebody has pushed since: another run, of the same branch
  team.remote.commit({ 'tasks.json': file('c', 'd', 'e') });
  const next = { AGENTIC_CI: 'acme/shop 78 1' };
  const second = await team.step('plan', { tasks: 'tasks.json', base: 'HEAD' }, { env: next });
  expect(second.outputs['run']).not.toBe(first.outputs['run']);
  expect([second.rows.map((row) => row.task), second.codes]).toEqual([['c'], ['jobs-used-up']]);
});
