import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { callProgram } from './call-program.ts';
import { CLI } from './cli.ts';
import { type Files, type GitFixture, makeFolder, makeTeam } from './git-fixture.ts';

/** What git and its hooks said. */
export interface Said {
  readonly status: number | null;
  readonly stderr: string;
}

/** Runs git as a person does, with the hooks of the clone. */
export function runGit(
  cwd: string,
  args: readonly string[],
  env: Readonly<Record<string, string | undefined>> = {},
): Said {
  const { status, stdout, stderr } = spawnSync('git', args, {
    cwd,
    encoding: 'utf8',
    env: { ...process.env, ...env },
  });
  return { status, stderr: `${stdout}${stderr}` };
}

/** A hook of git's own that calls the built program, with what git sets for it. */
export function putHook(repo: GitFixture, name: string, words = ''): void {
  const folder = path.join(repo.git('rev-parse', '--path-format=absolute', '--git-common-dir'), 'hooks');
  mkdirSync(folder, { recursive: true });
  const line = `exec '${process.execPath}' '${CLI}' hook ${name} ${words} -- "$@"`;
  writeFileSync(path.join(folder, name), `#!/bin/sh\n${line}\n`, { mode: 0o755 });
}

/** Two clones of one remote: in the other one somebody holds a path, and ours has seen that. */
export async function makeHookedTeam(files: Files, held: string) {
  const { repo, remote } = makeTeam(files);
  const other = remote.clone();
  await callProgram(other.dir, ['claim', held, '--task', 'tidy'], { env: { AGENTIC_HOLDER: 'ana' } });
  const env = { AGENTIC_HOLDER: 'me', XDG_CACHE_HOME: makeFolder() };
  await callProgram(repo.dir, ['status'], { env });
  const write = (name: string, text: string): void => writeFileSync(path.join(repo.dir, name), text);
  return { repo, remote, other, env, write };
}

/** Bytes and times of what no hook of ours may touch. */
export const untouchable = (repo: GitFixture) =>
  ['index', 'config'].map((name) => {
    const file = path.join(repo.git('rev-parse', '--path-format=absolute', '--git-dir'), name);
    return [readFileSync(file).toString('base64'), statSync(file).mtimeMs];
  });
