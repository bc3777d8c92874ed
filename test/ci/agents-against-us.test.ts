import { expect, test } from 'vitest';
import { makeCiTeam } from '../support/ci-fixture.ts';

// What an agent's job may do, as far as its token lets it; each to a clone that is its own.
const AGAINST: Readonly<Record<string, string>> = {
  pushes:
    'git push --force origin HEAD:refs/heads/main; git push origin :refs/heads/main; echo x > pushes.txt',
  configures:
    'git config core.hooksPath /tmp; git config filter.x.clean "touch pwned"; echo "* filter=x" > .gitattributes; echo x > configures.txt',
  forgets: 'rm -rf .git && echo x > forgets.txt',
  nests:
    'mkdir sub && git -C sub init -q && git -C sub -c user.name=x -c user.email=x@x commit -q --allow-empty -m x && echo x > nests.txt',
  locks: 'echo x > locks.txt && mkdir shut && chmod 000 shut && chmod 444 locks.txt',
  moves: 'git mv moves.txt elsewhere.txt',
  workflows:
    'mkdir -p .github/workflows && echo "on: push" > .github/workflows/x.yml && echo x > workflows.txt',
};

test('whatever an agent does to its folder, the remote has what the team had and the work of those that kept to theirs', async () => {
  const ids = Object.keys(AGAINST);
  const team = makeCiTeam({
    tasks: [
      { id: 'good', writes: ['good.txt'], does: 'echo good > good.txt' },
      ...ids.map((id) => ({ id, writes: [`${id}.txt`], does: AGAINST[id] ?? '', retries: 0 })),
    ],
    files: { 'moves.txt': 'as it was\n' },
  });
  const main = team.remote.tip('main');
  const planned = await team.step('plan', { tasks: 'tasks.json', base: 'HEAD' });
  const run = planned.outputs['run'] ?? '';
  const at = { run, wave: '1', results: await team.work(run, 1, planned.rows) };
  const { tree = '', verified = '', left = '' } = (await team.step('verify', at)).outputs;
  const published = await team.step('publish', { ...at, tree, verified, left });
  expect(JSON.parse(verified)).toContain('good');
  expect(team.remote.tip('main')).toBe(main);
  const changed = team.remote.git('diff', '--name-only', 'main', 'agentic/main').split('\n');
  expect(changed).toContain('good.txt');
  // nothing but what claims cover, and of a task that left its claim nothing at all
  for (const path of changed) expect([...ids, 'good'].map((id) => `${id}.txt`)).toContain(path);
  for (const id of ['configures', 'moves', 'workflows']) expect(changed).not.toContain(`${id}.txt`);
  expect(team.remote.git('show', 'agentic/main:moves.txt')).toBe('as it was');
  expect(published.codes).toContain('result-refused');
  expect(team.remote.git('for-each-ref', '--format=%(refname)', 'refs/heads').split('\n').sort()).toEqual([
    'refs/heads/agentic/main',
    'refs/heads/main',
  ]);
  expect(team.remote.git('for-each-ref', 'refs/agentic/locks')).toBe('');
});
