import { expect, test } from 'vitest';
import { makeCiTeam } from '../support/ci-fixture.ts';
import { makeFolder } from '../support/git-fixture.ts';

test('failed jobs that are run again, and what follows them, go on with what is left; nothing is published twice', async () => {
  const team = makeCiTeam({
    tasks: [
      { id: 'done', writes: ['done.txt'], does: 'echo done > done.txt' },
      { id: 'dies', writes: ['dies.txt'], does: 'echo dies > dies.txt' },
    ],
  });
  const planned = await team.step('plan', { tasks: 'tasks.json', base: 'HEAD' });
  const run = planned.outputs['run'] ?? '';
  const only = planned.rows.filter(({ task }) => task === 'done');
  const first = { run, wave: '1', results: await team.work(run, 1, only) };
  const said = async (at: typeof first, env = {}) => {
    const { tree = '', verified = '', left = '' } = (await team.step('verify', at, { env })).outputs;
    return { ...at, tree, verified, left };
  };
  await team.step('publish', { ...(await said(first)), last: 'true' });
  await team.step('release', { run });
  expect(team.remote.git('for-each-ref', 'refs/agentic/locks')).toBe('');

  // "Re-run failed jobs": no plan, the job that died, and all that need it
  const env = { AGENTIC_CI: 'acme/shop 77 2' };
  for (const name of ['begin', 'work', 'end'])
    expect((await team.step(name, { run, wave: '1', task: 'dies' }, { env })).outputs['go'] ?? 'false').toBe(
      'false',
    );
  const again = await said({ ...first, results: makeFolder() }, env);
  const published = await team.step('publish', again, { env });
  expect([published.outputs['published'], published.rows.map(({ task }) => task)]).toEqual(['0', ['dies']]);

  const temp = { env: { ...env, RUNNER_TEMP: makeFolder() }, dir: team.remote.clone().dir };
  const at = { run, wave: '2', task: 'dies' };
  await team.step('work', at, temp);
  const { artifact = '', folder = '' } = (await team.step('end', at, temp)).outputs;
  expect(folder.endsWith(artifact)).toBe(true);
  const second = await said({ run, wave: '2', results: folder.slice(0, -artifact.length - 1) }, env);
  const last = await team.step('publish', second, { env });
  expect(last.outputs).toMatchObject({ published: '1', failed: '0', 'has-tasks': 'false' });
  expect(
    team.remote.git('log', '--format=%s', '--grep=^Agentic-Task:', 'agentic/main').split('\n'),
  ).toHaveLength(2);
  const end = await team.step('release', { run }, { env });
  expect(end.outputs).toEqual({ released: '0', failed: '0' });
});
