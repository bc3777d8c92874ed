import { expect, it } from 'vitest';
import { type CliRun, prepareCliRun } from './cli-run.ts';

const refused = async (run: CliRun, ...more: readonly string[]) =>
  run.start('run', '--tasks', 'tasks.yaml', '--json', ...more).ended;

it('a repository of git-annex is refused with a sentence before anything starts', async () => {
  const run = prepareCliRun();
  run.repo.git('update-ref', 'refs/remotes/origin/git-annex', run.repo.tip('HEAD'));
  for (const more of [[], ['--dry-run']]) {
    const { code, said } = await refused(run, ...more);
    expect(code).toBe(2);
    expect(JSON.parse(said)).toMatchObject({ problems: [{ code: 'git-annex' }] });
  }
  expect(run.remote.git('for-each-ref', 'refs/agentic/')).toBe('');
  run.repo.git('update-ref', '-d', 'refs/remotes/origin/git-annex');
  run.repo.git('config', 'annex.uuid', '0a1b2c3d');
  expect((await refused(run)).said).toContain('annex.uuid');
});
