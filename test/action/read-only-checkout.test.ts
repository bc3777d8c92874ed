import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { makeFolder, makeTeam } from '../support/git-fixture.ts';
import { canMount, runMounted } from '../support/mounted.ts';

const ACTION = fileURLToPath(new URL('../../dist/action.js', import.meta.url));

/** Runs the built action on a checkout that nobody may write to. */
async function runAction(repo: { readonly dir: string }, base: string) {
  const temp = makeFolder();
  const file = (name: string, text = ''): string => {
    writeFileSync(path.join(temp, name), text);
    return path.join(temp, name);
  };
  const env = {
    PATH: '/usr/bin:/bin',
    HOME: undefined,
    GITHUB_WORKSPACE: repo.dir,
    GITHUB_EVENT_NAME: 'pull_request',
    GITHUB_EVENT_PATH: file('event.json', JSON.stringify({ pull_request: { base: { sha: base } } })),
    GITHUB_OUTPUT: file('output'),
    GITHUB_STEP_SUMMARY: file('summary.md'),
    RUNNER_TEMP: temp,
  };
  const run = await runMounted({ readOnly: [repo.dir] }, [process.execPath, ACTION], {
    cwd: '/',
    spare: makeFolder(),
    env,
  });
  return { ...run, outputs: readFileSync(path.join(temp, 'output'), 'utf8') };
}

describe.runIf(canMount)('the action on a read-only checkout', () => {
  const changed = { 'src/auth/login.ts': 'export const login = (user: string) => user.trim();\n' };

  it('plans as on any other', async () => {
    const { repo } = makeTeam({ 'src/api/users.ts': 'export {};\n' });
    const base = repo.tip('main');
    repo.git('checkout', '-q', '-b', 'feature');
    repo.commit(changed);
    const run = await runAction(repo, base);
    expect([run.code, run.stdout, run.stderr]).toEqual([0, '', '']);
    expect(run.outputs).toMatch(/has-tasks<<\S+\ntrue\n/);
  });

  it('a shallow one fetches what it lacks into another place', async () => {
    const { repo, remote } = makeTeam({ 'src/api/users.ts': 'export {};\n' });
    const base = repo.tip('main');
    repo.git('checkout', '-q', '-b', 'feature');
    for (let at = 0; at < 3; at++) repo.commit({ ...changed, [`src/auth/${at}.ts`]: 'export {};\n' });
    repo.git('push', '-q', 'origin', 'feature');
    const shallow = remote.clone('--depth=1', '--branch=feature');
    const run = await runAction(shallow, base);
    expect([run.code, run.stdout, run.stderr]).toEqual([0, '', '']);
    expect(run.outputs).toMatch(/has-tasks<<\S+\ntrue\n/);
  });
});
