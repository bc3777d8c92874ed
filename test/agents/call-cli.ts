import { spawn, spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { makeFolder } from '../support/git-fixture.ts';
import type { KnownCli } from './known-clis.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const LONGEST_MS = 300_000;

/** A home folder and variables of a person who has this program and, with `url`, a login to its model. */
export function environmentFor(
  cli: KnownCli,
  {
    bin,
    url,
    home = makeFolder(),
  }: { readonly bin: string; readonly url: string | undefined; readonly home?: string },
): NodeJS.ProcessEnv & { readonly HOME: string } {
  for (const [name, text] of Object.entries(url === undefined ? {} : (cli.files?.(url) ?? {}))) {
    mkdirSync(dirname(join(home, name)), { recursive: true });
    writeFileSync(join(home, name), text);
  }
  return {
    ...plainEnvironment(),
    ...(url === undefined ? {} : cli.env(url)),
    HOME: home,
    PATH: `${bin}:${process.env['PATH']}`,
  };
}

/** Nothing of the person who runs the tests but what every program needs. */
const plainEnvironment = (): NodeJS.ProcessEnv =>
  Object.fromEntries(
    Object.entries(process.env).filter(([name]) =>
      /^(GIT_CONFIG_|GIT_(AUTHOR|COMMITTER)_|TMPDIR$|LANG$)/.test(name),
    ),
  );

let built: string | undefined;

/** The program, from the sources as they are now. */
export function buildOnce(): string {
  if (built !== undefined) return built;
  const folder = makeFolder();
  const { status, stderr } = spawnSync(process.execPath, ['scripts/build.mjs', '--outdir', folder], {
    cwd: ROOT,
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(stderr);
  built = join(folder, 'cli.js');
  return built;
}

export interface Finished {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Starts a program; standard input is closed, or `input`. */
export function startProgram(
  [file, ...args]: readonly [string, ...string[]],
  options: { readonly cwd: string; readonly env: NodeJS.ProcessEnv; readonly input?: string },
): Promise<Finished> {
  const { cwd, env, input = '' } = options;
  const child = spawn(file, args, { cwd, env, stdio: ['pipe', 'pipe', 'pipe'] });
  child.stdin.on('error', () => {});
  child.stdin.end(input);
  const timer = setTimeout(() => child.kill('SIGINT'), LONGEST_MS);
  let stdout = '';
  let stderr = '';
  child.stdout.on('data', (chunk: Buffer) => {
    stdout += chunk.toString('utf8');
  });
  child.stderr.on('data', (chunk: Buffer) => {
    stderr += chunk.toString('utf8');
  });
  return new Promise((resolve) => {
    child.on('close', (code) => {
      clearTimeout(timer);
      resolve({ code, stdout, stderr });
    });
  });
}
