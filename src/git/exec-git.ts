import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { constants } from 'node:os';
import { keepTree } from '../process/start/child-tree.ts';
import { gitEnvironment } from './git-environment.ts';
import { type GitTime, type RemoteCall, startTime } from './git-time.ts';

/** What a git process left: never judged by its words, only by code and machine-readable output. */
export interface GitResult {
  /** Exit code; 128 + signal number where a signal ended it; -1 where git could not be started. */
  readonly code: number;
  readonly stdout: Buffer;
  readonly stderr: string;
  /** What was written to descriptor 3; empty without `trace`. */
  readonly trace: string;
  /** True where `timeoutMs`, `maxBytes`, or the command's budget ended it. */
  readonly cut: boolean;
  /** It was cut while ssh might ask at the terminal, and nobody answered. */
  readonly unanswered?: boolean;
}

export interface GitCall {
  readonly args: readonly string[];
  readonly cwd: string;
  readonly input?: string | Uint8Array;
  /** On top of the hardened environment; `undefined` removes a variable. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** Opens descriptor 3 for `GIT_TRACE…=3`. */
  readonly trace?: boolean;
  /** Takes the output piece by piece, so that `stdout` stays empty; `false` ends git (`cut`). */
  readonly onStdout?: (chunk: Buffer) => boolean;
  /** Of its own, within the command's budget. */
  readonly timeoutMs?: number;
  readonly maxBytes?: number;
  /** It asks another repository, which may be silent: it gets a share of the budget, and a cut is an answer. */
  readonly remote?: RemoteCall;
}

// What a repository's own configuration could make us execute while we only read.
const HARDENED = [
  '-c',
  'core.fsmonitor=false',
  '-c',
  'core.hooksPath=/dev/null',
  '-c',
  'gc.auto=0',
  '-c',
  'maintenance.auto=false',
  '-c',
  'advice.detachedHead=false',
];

// A daemon that git left behind (ssh's master connection, a credential cache) may keep our pipes open for hours.
const PIPES_GRACE_MS = 1_000;

/**
 * Runs git: bytes in, bytes out, argv only, no shell. It and all that it starts end by the command's budget, at an
 * interruption, and with us. Never throws for what git says; a missing git has code -1. Rejects with `out-of-time` where
 * the budget ended something that asks nobody else: its answer is not to be had, and half of it is none.
 */
export function execGit(call: GitCall): Promise<GitResult> {
  const time = startTime(call);
  const done = time.isOver ? tooLate(call, time) : runGit(call, time);
  done.catch(() => {}); // whoever waits for it is told; a question that nobody waits for any more is no bug
  return done.finally(() => time.stop());
}

/** No time is left to ask anybody: as if the other side had been silent. */
async function tooLate({ remote }: GitCall, time: GitTime): Promise<GitResult> {
  if (remote) return { ...notStarted(''), cut: true };
  throw time.outOfTime();
}

const notStarted = (stderr: string): GitResult => ({
  code: -1,
  stdout: Buffer.alloc(0),
  stderr,
  trace: '',
  cut: false,
});

function runGit(call: GitCall, time: GitTime): Promise<GitResult> {
  return new Promise((resolve, reject) => {
    const child = start(call, time);
    if (child instanceof Error) return resolve(notStarted(child.message));
    const tree = keepTree(child, { leads: leads(time) });
    let cut: 'no' | 'enough' | 'time' = 'no';
    const end = (why: 'enough' | 'time') => {
      if (cut !== 'no') return;
      cut = why;
      tree.end();
    };
    const said = collect(child, call, () => end('enough'));
    const finish = (code: number): void => {
      tree.letGo();
      for (const stream of child.stdio) stream?.destroy();
      if (cut === 'time' && call.remote === undefined && time.isBudgetOver()) {
        reject(time.outOfTime());
        return;
      }
      const unanswered = cut === 'time' && time.asks ? { unanswered: true } : {};
      resolve({ code, ...said(), cut: cut !== 'no', ...unanswered });
    };
    time.whenOver(() => end('time'));
    child.stdin.on('error', () => {}); // git may end before it has read all; its exit code tells
    child.on('error', (error) => {
      if (child.pid === undefined) resolve(notStarted(error.message));
    });
    child.on('exit', (code, signal) => {
      const value = exitCode(code, signal);
      const grace = setTimeout(() => finish(value), PIPES_GRACE_MS);
      child.on('close', () => {
        clearTimeout(grace);
        finish(value);
      });
    });
    child.stdin.end(call.input ?? '');
  });
}

/** Takes what git writes; `enough` is called where that is more than is wanted. */
function collect(
  child: ChildProcessWithoutNullStreams,
  { onStdout, maxBytes = Number.POSITIVE_INFINITY }: GitCall,
  enough: () => void,
): () => Pick<GitResult, 'stdout' | 'stderr' | 'trace'> {
  const out: Buffer[] = [];
  let stderr = '';
  let trace = '';
  let size = 0;
  let isEnough = false;
  const stop = (): void => {
    isEnough = true;
    enough();
  };
  child.stdout.on('data', (chunk: Buffer) => {
    size += chunk.length;
    if (isEnough) return;
    if (size > maxBytes) return stop();
    if (!onStdout) out.push(chunk);
    else if (!onStdout(chunk)) stop();
  });
  child.stderr.on('data', (chunk: Buffer) => {
    if (stderr.length < 64_000) stderr += chunk.toString('utf8');
  });
  const traced = child.stdio[3];
  if (traced && 'read' in traced)
    traced.on('data', (chunk: Buffer) => {
      if (trace.length < 256_000) trace += chunk.toString('utf8');
    });
  return () => ({ stdout: Buffer.concat(out), stderr, trace });
}

const exitCode = (code: number | null, signal: NodeJS.Signals | null): number =>
  code ?? 128 + (signal === null ? 0 : constants.signals[signal]);

/**
 * A group (and session) of its own has no terminal: nothing in it can ask, and it ends as a whole. Only where ssh may
 * ask does git stay in ours. Windows would open a console for it.
 */
const leads = ({ asks }: GitTime): boolean => !asks && process.platform !== 'win32';

/** `spawn` throws at once for some troubles (a folder that is a file, a full process table) and reports others later. */
function start(call: GitCall, time: GitTime): ChildProcessWithoutNullStreams | Error {
  try {
    return spawn('git', [...HARDENED, ...call.args], {
      cwd: call.cwd,
      env: gitEnvironment(call, time),
      stdio: ['pipe', 'pipe', 'pipe', ...(call.trace ? (['pipe'] as const) : [])],
      detached: leads(time),
      windowsHide: true,
    }) as ChildProcessWithoutNullStreams; // the first three are pipes; the type forgets it for longer lists
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
}
