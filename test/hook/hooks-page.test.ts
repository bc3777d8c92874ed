import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { HOOK_SHIM } from '../../src/report/hook/hook-shim.ts';
import { callProgram } from '../support/call-program.ts';
import { CLI } from '../support/cli.ts';
import { makeFolder } from '../support/git-fixture.ts';
import { makeHookedTeam, runGit } from '../support/hooked-team.ts';
import { enforced, snippet } from '../support/hooks-page.ts';
import { optionalTool } from '../support/optional-tool.ts';
import { LOOKED } from '../support/readme.ts';

// The lines of docs/hooks.md, in the hooks of the tools that people have, with the built program.

const lefthook = optionalTool('lefthook', ['.tools/lefthook/node_modules/.bin/lefthook']);
const preCommit = optionalTool('pre-commit', ['.tools/pre-commit/bin/pre-commit']);
const gitLfs = optionalTool('git-lfs', []);
const HUSKY = path.resolve('node_modules', 'husky', 'bin.js');

const FILES = { 'src/a.txt': 'a\n', 'c.txt': 'c\n' };
const TOLD = 'it changes files that others hold';

/** A clone that finds the built program among its packages, whose branch may be committed to and pushed. */
async function prepare() {
  const made = await makeHookedTeam(FILES, 'src/a.txt');
  const { repo } = made;
  writeFileSync(path.join(repo.dir, '.git', 'info', 'exclude'), 'node_modules\n');
  const own = path.join(repo.dir, 'node_modules', '.bin');
  mkdirSync(own, { recursive: true });
  const script = `#!/bin/sh\nexec '${process.execPath}' '${CLI}' "$@"\n`;
  writeFileSync(path.join(own, 'agentic-plan'), script, { mode: 0o755 });
  repo.git('checkout', '-q', '-b', 'feature');
  const put = (name: string, text: string): void => {
    const file = path.join(repo.dir, name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, text, { mode: 0o755 });
  };
  const env = { ...made.env, HOME: makeFolder(), XDG_CACHE_HOME: made.env.XDG_CACHE_HOME };
  return { ...made, put, env };
}

type Prepared = Awaited<ReturnType<typeof prepare>>;

/** Tells at a commit and at a push that go on; with --enforce stops both. `rest`: what else the tool's hooks have to do. */
function tryBoth({ repo, env, write }: Prepared, enforce: () => void): void {
  write('src/a.txt', 'mine\n');
  expect(runGit(repo.dir, ['commit', '-q', '-am', 'one'], env)).toMatchObject({
    status: 0,
    stderr: expect.stringContaining(TOLD),
  });
  const pushed = runGit(repo.dir, ['push', '-q', 'origin', 'feature'], env);
  expect(pushed).toMatchObject({ status: 0, stderr: expect.stringMatching(LOOKED) });
  enforce();
  write('src/a.txt', 'mine again\n');
  expect(runGit(repo.dir, ['commit', '-q', '-am', 'two'], env)).toMatchObject({
    status: 1,
    stderr: expect.stringContaining('not committed'),
  });
  expect(runGit(repo.dir, ['commit', '-q', '--no-verify', '-am', 'two'], env).status).toBe(0);
  const refused = runGit(repo.dir, ['push', '-q', 'origin', 'feature'], env);
  expect([refused.status === 0, refused.stderr]).toEqual([false, expect.stringContaining('not pushed')]);
}

/** What came from another into what one holds is told. */
async function tryMerge({ repo, remote, env }: Prepared): Promise<void> {
  await callProgram(repo.dir, ['claim', 'c.txt', '--task', 'mine'], { env });
  remote.commit({ 'c.txt': 'theirs\n' });
  repo.git('fetch', '-q', 'origin');
  const merged = runGit(repo.dir, ['merge', '-q', '--no-edit', 'origin/main'], env);
  expect(merged).toMatchObject({ status: 0, stderr: expect.stringContaining('changed files that you hold') });
}

describe('the lines of docs/hooks.md work', () => {
  it('in plain hooks', async () => {
    const made = await prepare();
    made.put('.git/hooks/agentic-plan-hook.sh', HOOK_SHIM);
    const names = ['pre-commit', 'pre-push', 'post-merge', 'post-checkout'];
    const write = (change: (text: string) => string): void => {
      for (const name of names) made.put(`.git/hooks/${name}`, change(snippet(name)));
    };
    write((text) => text);
    await tryMerge(made);
    tryBoth(made, () => write(enforced));
  });

  it('with husky', async () => {
    const made = await prepare();
    writeFileSync(path.join(made.repo.dir, '.git', 'info', 'exclude'), 'node_modules\n.husky\n');
    expect(spawnSync(process.execPath, [HUSKY], { cwd: made.repo.dir }).status).toBe(0);
    made.put('.husky/agentic-plan-hook.sh', HOOK_SHIM);
    const names = ['.husky/pre-commit', '.husky/pre-push', '.husky/post-merge'];
    const write = (change: (text: string) => string): void => {
      for (const name of names) made.put(name, change(snippet(name)));
    };
    write((text) => text);
    await tryMerge(made);
    tryBoth(made, () => write(enforced));
  });

  it.skipIf(!gitLfs)('beside git-lfs, whose own hooks go on', async () => {
    const made = await prepare();
    runGit(made.repo.dir, ['lfs', 'install', '--local'], made.env);
    const theirs = readFileSync(path.join(made.repo.dir, '.git/hooks/post-merge'), 'utf8');
    made.put('.git/hooks/agentic-plan-hook.sh', HOOK_SHIM);
    made.put('.git/hooks/pre-push', snippet('pre-push with git-lfs'));
    made.put('.git/hooks/post-merge', theirs.replace('#!/bin/sh\n', snippet('post-merge')));
    made.put('.git/hooks/pre-commit', snippet('pre-commit'));
    await tryMerge(made);
    writeFileSync(path.join(made.repo.dir, '.gitattributes'), '*.bin filter=lfs diff=lfs merge=lfs -text\n');
    made.write('large.bin', 'large\n');
    made.repo.git('add', '.');
    tryBoth(made, () => {
      for (const [name, title] of [
        ['pre-push', 'pre-push with git-lfs'],
        ['pre-commit', 'pre-commit'],
      ] as const)
        made.put(`.git/hooks/${name}`, enforced(snippet(title)));
    });
    // the object is where theirs sends it
    const { stderr } = runGit(made.repo.dir, ['lfs', 'push', '--dry-run', 'origin', 'feature'], made.env);
    expect(stderr).not.toContain('large.bin');
  });

  it.skipIf(!lefthook)('with lefthook', async () => {
    const made = await prepare();
    made.put('.lefthook/agentic-plan-hook.sh', HOOK_SHIM);
    const env = { ...made.env, PATH: `${path.dirname(lefthook ?? '')}:${process.env['PATH']}`, CI: '' };
    const yaml = snippet('lefthook.yml');
    made.put('lefthook.yml', yaml);
    chmodSync(path.join(made.repo.dir, 'lefthook.yml'), 0o644);
    const install = spawnSync(lefthook ?? '', ['install'], {
      cwd: made.repo.dir,
      env: { ...process.env, ...env },
    });
    expect(install.status).toBe(0);
    await tryMerge({ ...made, env });
    tryBoth({ ...made, env }, () => {
      made.put(
        'lefthook.yml',
        yaml
          .replace('hook.sh pre-commit', 'hook.sh pre-commit --enforce')
          .replace('pre-push {0}', 'pre-push --enforce {0}'),
      );
    });
  });

  it.skipIf(!preCommit)('with pre-commit', async () => {
    const made = await prepare();
    const python = path.dirname(path.dirname(preCommit ?? ''));
    const env = { ...made.env, PYTHONPATH: python, PRE_COMMIT_HOME: makeFolder() };
    made.put('agentic-plan-hook.sh', HOOK_SHIM);
    const yaml = snippet('.pre-commit-config.yaml');
    made.put('.pre-commit-config.yaml', yaml);
    made.repo.git('add', '.');
    made.repo.git('-c', 'core.hooksPath=/dev/null', 'commit', '-q', '-m', 'hooks');
    const types = ['pre-commit', 'pre-push', 'post-merge', 'post-checkout'].flatMap((type) => [
      '--hook-type',
      type,
    ]);
    const install = spawnSync(preCommit ?? '', ['install', ...types], {
      cwd: made.repo.dir,
      env: { ...process.env, ...env },
      encoding: 'utf8',
    });
    expect([install.status, install.stderr]).toEqual([0, '']);
    await tryMerge({ ...made, env });
    tryBoth({ ...made, env }, () => {
      made.put(
        '.pre-commit-config.yaml',
        yaml.replaceAll(/hook\.sh (pre-commit|pre-push)$/gm, 'hook.sh $1 --enforce'),
      );
      made.repo.git('add', '.');
      made.repo.git('-c', 'core.hooksPath=/dev/null', 'commit', '-q', '-m', 'enforce');
    });
  });
});
