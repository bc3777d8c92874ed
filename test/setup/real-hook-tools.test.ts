import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { callProgram } from '../support/call-program.ts';
import { CLI, parseJson } from '../support/cli.ts';
import { makeFolder } from '../support/git-fixture.ts';
import { makeHookedTeam, runGit } from '../support/hooked-team.ts';
import { optionalTool } from '../support/optional-tool.ts';

// What init puts into the lists and hooks of others is run by the tools themselves: they refuse what an agent's session
// commits to a file that somebody holds, and go on with what was theirs.

const lefthook = optionalTool('lefthook', ['.tools/lefthook/node_modules/.bin/lefthook']);
const preCommit = optionalTool('pre-commit', ['.tools/pre-commit/bin/pre-commit']);
const HUSKY = resolve('node_modules', 'husky', 'bin.js');
const NOTE = 'echo theirs >> theirs.log';

/** A clone in which somebody else holds `held.txt`, with files of a tool, and our program on PATH. */
async function prepare(files: Readonly<Record<string, string>>, more: Readonly<Record<string, string>> = {}) {
  const made = await makeHookedTeam({ 'held.txt': 'a\n', 'free.txt': 'b\n', ...files }, 'held.txt');
  const { dir } = made.repo;
  const bin = makeFolder();
  writeFileSync(join(bin, 'agentic-plan'), `#!/bin/sh\nexec '${process.execPath}' '${CLI}' "$@"\n`, {
    mode: 0o755,
  });
  writeFileSync(join(dir, '.git/info/exclude'), 'theirs.log\n_\n');
  const PATH = [bin, ...Object.values(more).slice(0, 1), process.env['PATH']].join(delimiter);
  const env = { ...made.env, ...more, PATH, CI: '', CLAUDE_CODE_SESSION_ID: 'one', AGENTIC_HOLDER: '' };
  const run = (words: readonly string[]) => {
    const { status, stderr } = spawnSync(words[0] ?? '', words.slice(1), {
      cwd: dir,
      encoding: 'utf8',
      env: { ...process.env, ...env },
    });
    expect([status, stderr].join(' ')).toMatch(/^0 /);
  };
  const init = async () =>
    expect(await callProgram(dir, ['init', 'hooks', '--yes'], { env })).toMatchObject({ code: 0 });
  made.repo.git('checkout', '-q', '-b', 'feature');
  return { ...made, dir, env, run, init };
}

function tryCommits({ repo, dir, env, write }: Awaited<ReturnType<typeof prepare>>): void {
  repo.git('add', '-A');
  repo.git('-c', 'core.hooksPath=/dev/null', 'commit', '-q', '-m', 'hooks');
  const hooksPath = repo.git('config', '--get', '--default', 'none', 'core.hooksPath');
  write('held.txt', 'mine\n');
  const refused = runGit(dir, ['commit', '-q', '-am', 'held'], env);
  expect([refused.status, refused.stderr]).toEqual([1, expect.stringContaining('not committed')]);
  repo.git('checkout', '-q', 'held.txt');
  write('free.txt', 'mine\n');
  expect(runGit(dir, ['commit', '-q', '-am', 'free'], env)).toMatchObject({ status: 0 });
  expect(readFileSync(join(dir, 'theirs.log'), 'utf8')).toMatch(/theirs/);
  expect(runGit(dir, ['push', '-q', 'origin', 'feature'], env)).toMatchObject({ status: 0 });
  expect(repo.git('config', '--get', '--default', 'none', 'core.hooksPath')).toBe(hooksPath);
}

/** Each hook of ours is started by the tool, and nothing of theirs. */
async function askDoctor({ dir, env }: Awaited<ReturnType<typeof prepare>>, tool: string): Promise<void> {
  const found = parseJson(await callProgram(dir, ['doctor', '--json'], { env }));
  expect(found).toMatchObject({
    hooks_fired: ['pre-commit', 'pre-push', 'post-merge'].map((hook) => `${tool} ${hook}`),
    problems: [],
  });
  expect(existsSync(join(dir, 'theirs.log'))).toBe(false);
}

/** Afterwards the files of the tool are as they were. */
async function takeBack({ dir, env, repo }: Awaited<ReturnType<typeof prepare>>): Promise<void> {
  expect(await callProgram(dir, ['init', '--undo', '--yes'], { env })).toMatchObject({ code: 0 });
  expect(repo.git('diff', '--name-status', 'HEAD~2', '--', '.', ':!free.txt')).toBe('');
}

const JOBS = `pre-commit:\n  parallel: true\n  jobs:\n    - run: ${NOTE}\n`;
test.skipIf(!lefthook).each([
  ['lefthook.yml', JOBS],
  ['.config/lefthook.yml', `# ours\n${JOBS}extends:\n  - own.yml\n`],
  ['lefthook.toml', `[pre-commit.commands.own]\nrun = "${NOTE}"\n`],
  ['lefthook.json', `{ "pre-commit": { "commands": { "own": { "run": "${NOTE}" } } } }\n`],
])('lefthook calls ours beside its own: %s', async (path, text) => {
  const made = await prepare({ [path]: text, 'own.yml': '{}\n' }, { TOOL_BIN: dirname(lefthook ?? '') });
  await made.init();
  made.run([lefthook ?? '', 'install']);
  await askDoctor(made, 'lefthook');
  tryCommits(made);
  await takeBack(made);
});

test.skipIf(!preCommit)('pre-commit calls ours beside its own', async () => {
  const own = `repos:\n- repo: local\n  hooks:\n  - id: own\n    name: own\n    entry: sh -c "${NOTE}"\n    language: system\n    always_run: true\nci:\n  skip: [own]\n`;
  const python = dirname(dirname(preCommit ?? ''));
  const made = await prepare(
    { '.pre-commit-config.yaml': own },
    { TOOL_BIN: dirname(preCommit ?? ''), PYTHONPATH: python, PRE_COMMIT_HOME: makeFolder() },
  );
  await made.init();
  const types = ['pre-commit', 'pre-push', 'post-merge'].flatMap((type) => ['--hook-type', type]);
  made.run([preCommit ?? '', 'install', ...types]);
  made.repo.git('add', '-A'); // the framework takes no list that is not
  await askDoctor(made, 'pre-commit');
  tryCommits(made);
  await takeBack(made);
});

test('husky calls ours before its own, in a folder below the root, too', async () => {
  for (const folder of ['.husky', 'web/.husky']) {
    const made = await prepare({ [`${folder}/pre-commit`]: `${NOTE}\nexit 0\n` });
    made.run([
      process.execPath,
      '-e',
      `import(${JSON.stringify(HUSKY.replace('bin.js', 'index.js'))}).then((m) => m.default('${folder}'))`,
    ]);
    await made.init();
    expect(statSync(join(made.dir, folder, 'pre-commit')).mode & 0o111).toBe(0); // as it was
    tryCommits(made);
    await takeBack(made);
  }
});

test('husky’s hooks that git does not call yet get ours, and the command that makes it call them is named', async () => {
  const made = await prepare({
    '.husky/pre-commit': `${NOTE}\n`,
    'package.json': '{ "devDependencies": { "husky": "9" } }\n',
  });
  const told = await callProgram(made.dir, ['init', 'hooks', '--yes'], { env: made.env });
  expect(told.stderr).toContain('next    npx husky\n');
  expect(readFileSync(join(made.dir, '.husky/pre-commit'), 'utf8')).toContain('agentic-plan-hook.sh');
});

test('a folder that core.hooksPath names in the repository; hooks that read what git says, end early, or sleep', async () => {
  const made = await prepare({ 'own hooks/README': 'x\n' });
  const folder = join(made.dir, 'own hooks');
  mkdirSync(folder, { recursive: true });
  const put = (name: string, text: string) => {
    writeFileSync(join(folder, name), text);
    chmodSync(join(folder, name), 0o755);
  };
  put('pre-commit', `#!/bin/sh -eu\n${NOTE}\nexec true\n`);
  put('pre-push', '#!/usr/bin/env bash\nwhile read -r ref rest; do echo "pushed $ref" >> theirs.log; done\n');
  writeFileSync(join(folder, 'post-merge'), '#!/bin/sh\necho never\n', { mode: 0o644 });
  made.repo.git('config', 'core.hooksPath', 'own hooks');
  const told = await callProgram(made.dir, ['init', 'hooks', '--yes'], { env: made.env });
  expect(told.stderr).toMatch(/chmod \+x 'own hooks\/post-merge'/);
  tryCommits(made);
  expect(readFileSync(join(made.dir, 'theirs.log'), 'utf8')).toBe('theirs\npushed refs/heads/feature\n');
  // a hook that fails still stops what it stopped
  put('pre-commit', readFileSync(join(folder, 'pre-commit'), 'utf8').replace('exec true', 'false'));
  made.write('free.txt', 'again\n');
  expect(runGit(made.dir, ['commit', '-q', '-am', 'free'], made.env).status).toBe(1);
});
