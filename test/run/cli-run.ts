import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { callTogether } from '../support/call-program.ts';
import { CLI } from '../support/cli.ts';
import { type GitFixture, makeFolder, makeTeam } from '../support/git-fixture.ts';
import type { Called } from '../support/in-this-process.ts';

// The agent appends a line to each claimed file. With a file `<task>.hold` in the meeting place it first says that it is
// up, and waits until the file is gone; it does not listen to SIGTERM, and has a child that left its group.
const AGENT = `import { spawn } from 'node:child_process';
import { appendFileSync, existsSync, writeFileSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';
const { AGENTIC_TASK: task, AGENTIC_PATHS: paths, MEETING: meeting } = process.env;
appendFileSync(meeting + '/started', task + '\\n');
process.on('SIGTERM', () => {});
if (existsSync(meeting + '/' + task + '.hold')) {
  const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { detached: true, stdio: 'ignore' });
  child.unref();
  writeFileSync(meeting + '/' + task + '.up', process.pid + ' ' + child.pid);
  while (existsSync(meeting + '/' + task + '.hold')) await setTimeout(10);
}
for (const path of JSON.parse(paths)) appendFileSync(path, task + '\\n');
`;

const CONFIGURATION = 'agents:\n  ada: { command: node agent.mjs, at_once: 3, pass: [MEETING] }\n';
export const TASKS = `version: 1
tasks:
  - { id: one, kind: fix, title: "One", writes: [a.txt] }
  - { id: two, kind: fix, title: "Two", writes: [a.txt] }
  - { id: three, kind: fix, title: "Three", writes: [b.txt] }
`;

export interface CliRun {
  readonly repo: GitFixture;
  readonly remote: GitFixture;
  readonly meeting: string;
  readonly worktrees: string;
  start(...args: readonly string[]): Started;
  /** The same in this process, for what nobody ends from outside. */
  call(...args: readonly string[]): Promise<Called>;
  callIn(folder: string, ...args: readonly string[]): Promise<Called>;
}

export interface Started {
  readonly child: ChildProcess;
  readonly ended: Promise<{
    readonly code: number | null;
    readonly signal: string | null;
    readonly said: string;
  }>;
}

export interface CliRunWish {
  /** More files of the first commit, or others in place of the usual ones. */
  readonly files?: Readonly<Record<string, string>>;
  /** What is changed in the program's environment, and so in its agents'. */
  readonly env?: Readonly<Record<string, string>>;
  /** What each start finds on standard input; without: nothing. */
  readonly input?: string;
}

/** A team's clone with three tasks and a scripted agent, and the real program in processes of their own. */
export function prepareCliRun(wish: CliRunWish = {}): CliRun {
  const { repo, remote } = makeTeam({
    'a.txt': 'a\n',
    'b.txt': 'b\n',
    'agent.mjs': AGENT,
    '.agentic-planrc.yaml': CONFIGURATION,
    'tasks.yaml': TASKS,
    ...wish.files,
  });
  const meeting = makeFolder();
  const cache = makeFolder();
  mkdirSync(join(cache, 'agentic-plan'));
  const own = () => ({ MEETING: meeting, XDG_CACHE_HOME: cache, ...wish.env });
  const { input = '' } = wish;
  const start = (...args: readonly string[]): Started => {
    const env = { ...process.env, ...own() };
    const stdin = wish.input === undefined ? 'ignore' : 'pipe';
    const child = spawn(process.execPath, [CLI, ...args], {
      cwd: repo.dir,
      env,
      stdio: [stdin, 'pipe', 'pipe'],
    });
    child.stdin?.end(wish.input);
    let said = '';
    for (const stream of [child.stdout, child.stderr])
      stream?.on('data', (chunk: Buffer) => {
        said += chunk.toString('utf8');
      });
    return {
      child,
      ended: new Promise((resolve) => {
        child.on('close', (code, signal) => resolve({ code, signal, said }));
      }),
    };
  };
  const callIn = (cwd: string, ...args: readonly string[]): Promise<Called> =>
    callTogether(cwd, args, { env: own(), input });
  return {
    repo,
    remote,
    meeting,
    worktrees: join(cache, 'agentic-plan'),
    start,
    call: (...args) => callIn(repo.dir, ...args),
    callIn,
  };
}

export async function waitFor(seen: () => boolean): Promise<void> {
  while (!seen()) await new Promise((resolve) => setTimeout(resolve, 10));
}

/** Resolves with the pids of a held agent and of its child. */
export async function agentIsUp(run: CliRun, task: string): Promise<readonly number[]> {
  const file = join(run.meeting, `${task}.up`);
  await waitFor(() => existsSync(file) && statSync(file).size > 0);
  return readFileSync(file, 'utf8').split(' ').map(Number);
}

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return !/\) [ZX] /.test(readFileSync(`/proc/${pid}/stat`, 'latin1'));
  } catch {
    return false;
  }
}

/** Worktrees and their markers that still lie in the cache. */
export const worktreesLeft = (run: CliRun): readonly string[] =>
  readdirSync(run.worktrees)
    .filter((folder) => /^[0-9a-f]{12}$/.test(folder)) // beside them lies the program that agents call
    .flatMap((folder) => readdirSync(join(run.worktrees, folder)));

export const locksLeft = ({ remote }: CliRun): string => remote.git('for-each-ref', 'refs/agentic/locks/');
