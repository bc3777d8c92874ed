import { symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { artifactName } from '../../src/core/ci/work-result.ts';
import { makeCiTeam, writeArtifact } from '../support/ci-fixture.ts';
import { type ForgedChange, forger } from '../support/forge-artifacts.ts';
import { makeFolder } from '../support/git-fixture.ts';

const TASKS = [
  'good',
  'link',
  'dots',
  'absolute',
  'gitfolder',
  'giant',
  'bomb',
  'tampered',
  'outside',
  'workflow',
  'oldclaim',
  'otherbase',
  'garbage',
  'thief',
  'victim',
  'pointer',
  'marked',
  'silent',
] as const;

test('what is not as a job of the wave leaves it is refused by its name, and the other tasks go on', async () => {
  const team = makeCiTeam({
    tasks: TASKS.map((id) => ({
      id,
      writes: [`${id}.txt`],
      does: 'true',
      retries: 0,
      ...(id === 'silent' ? { outputs: ['findings'] } : {}),
    })),
  });
  const planned = await team.step('plan', { tasks: 'tasks.json', base: 'HEAD' });
  expect(planned.rows.map(({ task }) => task).sort()).toEqual([...TASKS].sort());
  const run = planned.outputs['run'] ?? '';
  const results = makeFolder();
  const forge = forger(team, run, results);
  const own = (id: string): readonly ForgedChange[] => [{ path: `${id}.txt`, text: `${id}\n` }];
  forge('good', own('good'));
  symlinkSync('/etc/passwd', join(forge('link', own('link')), 'blobs', 'x'));
  forge('dots', [{ path: 'a/../../escaped', text: 'x' }]);
  forge('absolute', [{ path: '/etc/cron.d/x', text: 'x' }]);
  forge('gitfolder', [{ path: '.GIT/hooks/pre-commit', text: 'x' }]);
  const giant = join(forge('giant', own('giant')), 'blobs', 'zeros');
  writeFileSync(giant, '');
  truncateSync(giant, 2 ** 31); // nothing of it is on the disk
  const bomb = forge('bomb', own('bomb'));
  for (let at = 0; at < 10_100; at++) writeFileSync(join(bomb, 'blobs', `b${at}`), '');
  forge('tampered', own('tampered'), { blob: 'tampereD\n' });
  forge('outside', [...own('outside'), { path: 'README.md', text: 'mine\n' }]);
  forge('workflow', [...own('workflow'), { path: '.github/workflows/x.yml', text: 'on: push\n' }]);
  forge('oldclaim', own('oldclaim'), { result: { claim: 'c-000000000000' } });
  forge('otherbase', own('otherbase'), { result: { base: 'a'.repeat(40) } });
  writeArtifact(results, artifactName({ run, wave: 1, task: 'garbage' }), {
    'result.json': '{"__proto__":[',
  });
  forge('thief', own('victim'), { result: { task: 'victim' } });
  forge('victim', own('victim'));
  forge('pointer', [
    {
      path: 'pointer.txt',
      text: `version https://git-lfs.github.com/spec/v1\noid sha256:${'0'.repeat(64)}\nsize 1\n`,
    },
  ]);
  forge('silent', own('silent'));
  forge('marked', [{ path: 'marked.txt', text: '<<<<<<< a\nx\n=======\ny\n>>>>>>> b\n' }]);
  forge('good', own('good'), { name: artifactName({ run, wave: 1, task: 'nobody' }) });
  forge('good', own('good'), { name: 'agentic-other-12345678-1-good' });
  writeFileSync(join(results, artifactName({ run, wave: 2, task: 'good' })), 'not a folder');

  const at = { run, wave: '1', results };
  const verified = await team.step('verify', at);
  expect(JSON.parse(verified.outputs['verified'] ?? '')).toEqual(['good']);
  const { tree = '', left = '' } = verified.outputs;
  const published = await team.step('publish', { ...at, tree, verified: '["good"]', left });
  expect(published.outputs).toMatchObject({ published: '1', failed: String(TASKS.length - 1) });
  expect(team.remote.git('diff', '--name-only', 'main', 'agentic/main')).toBe('good.txt');
  expect(team.remote.git('for-each-ref', 'refs/agentic/locks')).toBe('');

  const said = JSON.parse(verified.result.stdout) as { problems: { code: string; message: string }[] };
  const why = Object.fromEntries(
    said.problems.map(({ message }) => [
      /-1-(\w+)|-2-(\w+)/.exec(message)?.[1] ?? message.slice(0, 40),
      message,
    ]),
  );
  for (const id of TASKS.filter((task) => task !== 'good')) expect(why, id).toHaveProperty(id);
  expect(why['victim']).toContain('two artifacts name this task');
  expect(why['thief']).toContain('names another task');
  expect(why['outside']).toContain('README.md');
  expect(why['giant']).toContain('larger than anything');
  expect(why['bomb']).toContain('more files');
  expect(why['nobody']).toContain('no task of that name was given out');
  expect(why['silent']).toContain('findings');
  expect(why['tampered']).toContain('not what it says');
});

test('a job that verifies may say what it likes: what it names is published only if it is the tree that comes of it here', async () => {
  const team = makeCiTeam({ tasks: ['a', 'b'].map((id) => ({ id, writes: [`${id}.txt`], does: 'true' })) });
  const planned = await team.step('plan', { tasks: 'tasks.json', base: 'HEAD' });
  const run = planned.outputs['run'] ?? '';
  const results = makeFolder();
  const forge = forger(team, run, results);
  forge('a', [{ path: 'a.txt', text: 'a\n' }]);
  forge('b', [{ path: 'b.txt', text: 'b\n' }]);
  const at = { run, wave: '1', results };
  const { tree = '' } = (await team.step('verify', at)).outputs;
  // the tree of both, said of one; then names of nobody's
  const lied = await team.step('publish', {
    ...at,
    tree,
    verified: '["a"]',
    left: '[{"task":"../x","why":{}}]',
  });
  expect(lied.outputs['published']).toBe('0');
  expect(lied.codes).toContain('not-the-verified-tree');
  expect(team.remote.git('for-each-ref', 'refs/heads/agentic')).toBe('');
  expect(team.remote.tip(`refs/agentic/runs/${run}/result`)).toBe(team.remote.tip('main'));
  expect(lied.rows.map(({ task }) => task)).toEqual(['a', 'b']);
});
