import { expect, test } from 'vitest';
import { countPushes, makeCiTeam } from '../support/ci-fixture.ts';

const adds = (file: string): string => `echo "$AGENTIC_TASK" >> ${file}`;

test('three waves of six tasks, one of which fails for good: what needs it stops, nothing else; n + 1 pushes', async () => {
  const team = makeCiTeam({
    tasks: [
      { id: 'a', writes: ['a.txt'], does: adds('a.txt') },
      { id: 'b', writes: ['b.txt'], does: adds('b.txt') },
      { id: 'c', writes: ['c.txt'], needs: ['a'], does: adds('c.txt') },
      { id: 'd', writes: ['d.txt'], needs: ['b'], does: 'exit 3', retries: 0 },
      { id: 'e', writes: ['e.txt'], needs: ['c'], does: adds('e.txt') },
      { id: 'f', writes: ['f.txt'], needs: ['d'], does: adds('f.txt') },
    ],
  });
  const pushes = countPushes(team.remote);
  const planned = await team.step('plan', { tasks: 'tasks.json', base: 'HEAD' });
  const run = planned.outputs['run'] ?? '';
  expect(planned.rows.map(({ task }) => task)).toEqual(['a', 'b']);
  expect(planned.rows[0]).toEqual({ task: 'a', kind: 'custom', agent: 'bot', preset: '', minutes: 30 });
  let { rows } = planned;
  const waves: string[][] = [];
  for (let wave = 1; rows.length > 0; wave++) {
    waves.push(rows.map(({ task }) => task));
    const results = await team.work(run, wave, rows);
    const at = { run, wave: String(wave), results };
    const { tree = '', verified = '', left = '' } = (await team.step('verify', at)).outputs;
    const published = await team.step('publish', { ...at, tree, verified, left });
    ({ rows } = published);
  }
  expect(waves).toEqual([['a', 'b'], ['c', 'd'], ['e']]);
  expect(pushes()).toBe(4);
  const { git } = team.remote;
  expect(git('log', '--reverse', '--format=%s', 'main..agentic/main').split('\n')).toEqual(
    ['a', 'b', 'c', 'e'].map((id) => `Do ${id}`),
  );
  expect(git('show', 'agentic/main:e.txt')).toBe('e');
  expect(git('for-each-ref', 'refs/agentic/locks')).toBe('');
  expect(git('log', '-1', '--format=%B', `refs/agentic/tasks/${run}/d`)).toMatch(/failed \{.*task-failed/);
  const ended = await team.step('release', { run }, { code: 1 });
  expect(ended.outputs).toMatchObject({ released: '0', failed: '2' });
});
