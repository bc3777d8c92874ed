import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { callProgram } from '../support/call-program.ts';
import { CLI, runCli } from '../support/cli.ts';
import { type GitFixture, makeFolder, makeTeam } from '../support/git-fixture.ts';
import { LOOKED } from '../support/readme.ts';

// Nothing of ours installs a hook: those of husky, lefthook, pre-commit or lfs stay as they are, and ours is a line in
// them. What an installer has to chain and give back comes with it.

const FILES = {
  'a.txt': 'a\n',
  'agent.mjs': "import { appendFileSync } from 'node:fs';\nappendFileSync('a.txt', 'b');\n",
};
const TASKS = 'version: 1\ntasks: [{ id: one, kind: fix, title: One, writes: [a.txt] }]\n';
const CONFIGURATION = 'agents: { ada: { command: node agent.mjs } }\n';

interface Scope {
  readonly folder: (repo: GitFixture) => string;
  /** How git is told of the folder; nothing for its own. */
  readonly configure: (repo: GitFixture, folder: string) => Readonly<Record<string, string>>;
}

const own: Scope = { folder: ({ dir }) => path.join(dir, '.git', 'hooks'), configure: () => ({}) };
const local: Scope = {
  folder: ({ dir }) => path.join(dir, '.husky'),
  configure: ({ git }) => {
    git('config', 'core.hooksPath', '.husky');
    return {};
  },
};
const worktree: Scope = {
  folder: () => path.join(makeFolder(), 'hooks'),
  configure: ({ git }, folder) => {
    git('config', 'extensions.worktreeConfig', 'true');
    git('config', '--worktree', 'core.hooksPath', folder);
    return {};
  },
};
const global: Scope = {
  folder: () => path.join(makeFolder(), 'hooks'),
  configure: (_, folder) => {
    const config = path.join(makeFolder(), 'gitconfig');
    writeFileSync(config, `[core]\n\thooksPath = ${folder}\n`);
    return { GIT_CONFIG_GLOBAL: config };
  },
};

const seen = (folder: string) =>
  readdirSync(folder)
    .sort()
    .map((name) => {
      const file = path.join(folder, name);
      return [name, readFileSync(file).toString('base64'), statSync(file).mode, statSync(file).mtimeMs];
    });

describe.each([
  ['in git’s own folder', own],
  ['in a folder of the repository, as husky has them', local],
  ['in a folder that one worktree names', worktree],
  ['in a folder that the user’s configuration names', global],
])('row 83: hooks %s', (_, scope) => {
  it('are the same bytes after every command of ours, with line ends, rights and all', async () => {
    const { repo } = makeTeam({ ...FILES, 'tasks.yaml': TASKS, '.agentic-planrc.yaml': CONFIGURATION });
    const folder = scope.folder(repo);
    mkdirSync(folder, { recursive: true });
    const env = { ...scope.configure(repo, folder), AGENTIC_HOLDER: 'me', XDG_CACHE_HOME: makeFolder() };
    writeFileSync(path.join(folder, 'pre-commit'), '#!/bin/sh\r\nexit 0\r\n', { mode: 0o755 });
    writeFileSync(path.join(folder, 'post-checkout'), '#!/bin/sh\nexit 1\n', { mode: 0o644 });
    writeFileSync(path.join(folder, 'pre-push'), '#!/bin/sh\nexit 1\n', { mode: 0o755 });
    chmodSync(folder, 0o555);
    const before = [seen(folder), readFileSync(path.join(repo.dir, '.git', 'config'), 'utf8')];
    for (const args of [
      ['claim', 'a.txt'],
      ['release'],
      ['run', '--tasks', 'tasks.yaml'],
      ['doctor', '--fix'],
      ['doctor', '--purge'],
    ]) {
      const start = args[0] === 'run' ? runCli : callProgram; // a run is at work until its process has ended
      const { code, stderr } = await start(repo.dir, args, { env });
      expect([args.join(' '), code, stderr]).toEqual([args.join(' '), 0, expect.anything()]);
    }
    expect([seen(folder), readFileSync(path.join(repo.dir, '.git', 'config'), 'utf8')]).toEqual(before);
    chmodSync(folder, 0o755);
  });

  it('may call ours among their own lines: all of them run', async () => {
    const { repo, remote } = makeTeam(FILES);
    const folder = scope.folder(repo);
    mkdirSync(folder, { recursive: true });
    const env = scope.configure(repo, folder);
    await callProgram(remote.clone().dir, ['claim', 'a.txt', '--task', 'theirs'], {
      env: { AGENTIC_HOLDER: 'ana' },
    });
    const said = path.join(makeFolder(), 'said');
    const script = `#!/bin/sh\necho before >> '${said}'\n'${process.execPath}' '${CLI}' hook pre-push "$@"\necho after >> '${said}'\n`;
    writeFileSync(path.join(folder, 'pre-push'), script, { mode: 0o755 });
    repo.git('checkout', '-q', '-b', 'feature');
    repo.commit({ 'a.txt': 'ours\n' });
    const push = spawnSync('git', ['push', '-q', 'origin', 'feature'], {
      cwd: repo.dir,
      encoding: 'utf8',
      env: { ...process.env, ...env },
    });
    expect(push).toMatchObject({ status: 0, stderr: expect.stringMatching(LOOKED) });
    expect(existsSync(said) && readFileSync(said, 'utf8')).toBe('before\nafter\n');
  });
});
