import { afterEach, expect, it } from 'vitest';
import { DEMO_COLLEAGUE, DEMO_OURS, DEMO_PROJECT } from '../../src/app/demo/demo-files.ts';
import { buildDemoRepositories, listDemoRefs, showDemoHistory } from '../../src/git/demo-repositories.ts';
import { demoEnvironment } from '../../src/process/start/demo-environment.ts';
import { makeFolder, openFixture } from '../support/git-fixture.ts';

const before = { ...process.env };
afterEach(() => {
  for (const name of Object.keys(process.env)) if (!(name in before)) delete process.env[name];
});

it('builds a team: a remote, our branch, and a colleague’s branch that conflicts with it', async () => {
  // What a person's shell may hold: none of it may change, or stop, the demonstration.
  Object.assign(process.env, {
    EDITOR: 'vi',
    PAGER: 'less',
    GIT_DIR: '/nowhere',
    GIT_ASKPASS: 'x',
    GITHUB_TOKEN: 't',
  });
  const folder = makeFolder();
  const env = demoEnvironment(folder);
  const project = { base: DEMO_PROJECT, ours: DEMO_OURS, colleagues: DEMO_COLLEAGUE };
  const places = await buildDemoRepositories({ folder, env, project });

  expect(await listDemoRefs(folder, env, 'refs/heads/')).toEqual([
    'refs/heads/checkout',
    'refs/heads/free-of-charge',
    'refs/heads/main',
  ]);
  expect(await showDemoHistory(folder, env, 'main..free-of-charge')).toMatch(
    /^\* \w+ Ana: No pieces cost nothing$/m,
  );
  delete process.env['GIT_DIR'];
  const ours = openFixture(places.ours);
  expect(ours.git('status', '--porcelain')).toBe('');
  expect(() => ours.git('merge-tree', '--write-tree', 'HEAD', 'origin/free-of-charge')).toThrow(
    /ended with 1/,
  );
});
