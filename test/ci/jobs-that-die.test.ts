import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { keepArtifact, makeCiTeam } from '../support/ci-fixture.ts';
import { makeFolder } from '../support/git-fixture.ts';

test('a job that left nothing and a try that failed come again, told why; another attempt of the workflow goes on; what is over is nobody’s', async () => {
  const team = makeCiTeam({
    tasks: [
      { id: 'dies', writes: ['dies.txt'], does: 'echo done > dies.txt' },
      { id: 'fails', writes: ['fails.txt'], does: 'echo "no such tool" && exit 4', retries: 1 },
      { id: 'later', writes: ['later.txt'], needs: ['dies'], does: 'echo later > later.txt' },
    ],
  });
  const shallow = () => team.remote.clone('--depth=1').dir;
  const planned = await team.step('plan', { tasks: 'tasks.json', base: 'HEAD' }, { dir: shallow() });
  const run = planned.outputs['run'] ?? '';
  expect(planned.rows.map(({ task }) => task)).toEqual(['dies', 'fails']);
  // the machine of one job is gone: there is no artifact of it
  const results = await team.work(run, 1, planned.rows.slice(1));
  const at = { run, wave: '1', results };
  const { tree = '', verified = '', left = '' } = (await team.step('verify', at)).outputs;
  const first = await team.step('publish', { ...at, tree, verified, left }, { dir: shallow() });
  expect(first.outputs).toMatchObject({ published: '0', failed: '0' });
  expect(first.rows.map(({ task }) => task)).toEqual(['dies', 'fails']);

  // everything is run again: the claims of the attempt before are taken over, and what it left begins nothing
  const second = { AGENTIC_CI: 'acme/shop 77 2' };
  const again = await team.step('plan', { tasks: 'tasks.json', base: 'HEAD' }, { env: second });
  expect(again.outputs['run']).toBe(run);
  expect(again.rows.map(({ task }) => task)).toEqual(['dies', 'fails']);
  const late = await team.step('begin', { run, wave: '2', task: 'dies' });
  expect(late.outputs).toEqual({ go: 'false' });

  const folder = makeFolder();
  const job = { env: { ...second, RUNNER_TEMP: makeFolder() } };
  const begun = await team.step('begin', { run, wave: '1', task: 'fails' }, job);
  const prompt = readFileSync(begun.outputs['prompt-file'] ?? '', 'utf8');
  expect(prompt).toMatch(/tried before, without success[\s\S]*task-failed[\s\S]*no such tool/);
  expect(prompt).toContain('fails.txt');

  // a vendor's own action works in the checkout, and `end` collects what it made
  const dir = team.remote.clone().dir;
  const vendor = { dir, env: { ...second, RUNNER_TEMP: makeFolder() } };
  const of = { run, wave: '1', task: 'dies' };
  const { outputs } = await team.step('begin', of, vendor);
  await import('node:fs/promises').then(({ writeFile }) =>
    Promise.all([
      writeFile(join(dir, 'dies.txt'), 'by a vendor\n'),
      writeFile(outputs['output-file'] ?? '', JSON.stringify({ summary: 'made it', cost_usd: 0.5 })),
    ]),
  );
  keepArtifact((await team.step('end', of, vendor)).outputs, folder);
  const then = { run, wave: '1', results: folder };
  const seen = (await team.step('verify', then, { env: second })).outputs;
  const said = { tree: seen['tree'] ?? '', verified: seen['verified'] ?? '', left: seen['left'] ?? '' };
  const published = await team.step('publish', { ...then, ...said, last: 'true' }, { env: second });
  expect(published.outputs).toMatchObject({ published: '1', 'has-tasks': 'false', more: 'true' });
  const record = team.remote.git('log', '-1', '--format=%B', `refs/agentic/tasks/${run}/dies`);
  expect(record).toMatch(/"reason":"done \{.*\\"usd\\":0.5/);
  expect(record).toContain('made it');

  // another run of the workflow goes on from the refs alone
  const third = await team.step('plan', { run }, { env: { AGENTIC_CI: 'acme/shop 78 1' } });
  expect(third.rows.map(({ task }) => task)).toContain('later');
  const over = await team.step('release', { run }, { env: { AGENTIC_CI: 'acme/shop 78 1' } });
  expect(Number(over.outputs['released'])).toBe(third.rows.length);
  expect(team.remote.git('for-each-ref', 'refs/agentic/locks')).toBe('');
});
