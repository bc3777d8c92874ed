import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { constants } from 'node:os';

/** What a git process left: never judged by its words, only by code and machine-readable output. */
export interface GitResult {
  /** Exit code; 128 + signal number where a signal ended it; -1 where git could not be started. */
  readonly code: number;
  readonly stdout: Buffer;
  readonly stderr: string;
  /** What was written to descriptor 3; empty without `trace`. */
  readonly trace: string;
  /** True where `timeoutMs` or `maxBytes` ended it. */
  readonly cut: boolean;
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
  readonly timeoutMs?: number;
  readonly maxBytes?: number;
  readonly signal?: AbortSignal;
}

// Variables of a calling git (a hook sets them) would point us at another repository, index or object store.
const INHERITED =
  /^GIT_(DIR|WORK_TREE|INDEX_FILE|OBJECT_DIRECTORY|ALTERNATE_OBJECT_DIRECTORIES|COMMON_DIR|NAMESPACE|PREFIX|QUARANTINE_PATH|INTERNAL_.*|EXTERNAL_DIFF|DIFF_OPTS|PAGER|LITERAL_PATHSPECS|GLOB_PATHSPECS|NOGLOB_PATHSPECS|ICASE_PATHSPECS|GRAFT_FILE|SHALLOW_FILE|REPLACE_REF_BASE|TRACE.*|REDIRECT_.*|EDITOR|SEQUENCE_EDITOR)$/;

/** The environment of every git process of ours. Credentials' helpers and ssh settings stay; nothing may ask a terminal. */
function gitEnvironment(extra: GitCall['env'] = {}): NodeJS.ProcessEnv {
  const env: NodeJS.ProcessEnv = {};
  for (const [name, value] of Object.entries(process.env)) if (!INHERITED.test(name)) env[name] = value;
  Object.assign(env, {
    LC_ALL: 'C', // the few texts we classify are the untranslated ones
    GIT_TERMINAL_PROMPT: '0',
    GIT_OPTIONAL_LOCKS: '0', // reading never takes the index lock of the user
    GIT_LITERAL_PATHSPECS: '1', // `:(exclude)*` is a file's name
    GIT_NO_REPLACE_OBJECTS: '1', // grafts and replace refs would show another diff
    GIT_PAGER: 'cat',
    GIT_EDITOR: 'false',
    GIT_PROTOCOL_FROM_USER: '0', // `ext::` and the like are refused
  });
  for (const [name, value] of Object.entries(extra)) {
    if (value === undefined) delete env[name];
    else env[name] = value;
  }
  return env;
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

/** Runs git: bytes in, bytes out, argv only, no shell. Never throws for what git says; a missing git has code -1. */
export function execGit(call: GitCall): Promise<GitResult> {
  return new Promise((resolve) => {
    const child = start(call);
    if (child instanceof Error)
      return resolve({ code: -1, stdout: Buffer.alloc(0), stderr: child.message, trace: '', cut: false });
    const out: Buffer[] = [];
    let stderr = '';
    let trace = '';
    let size = 0;
    let cut = false;
    const end = (): void => {
      cut = true;
      child.kill('SIGTERM');
    };
    const timer = call.timeoutMs === undefined ? undefined : setTimeout(end, call.timeoutMs);
    const finish = (code: number): void => {
      clearTimeout(timer);
      for (const stream of child.stdio) stream?.destroy();
      resolve({ code, stdout: Buffer.concat(out), stderr, trace, cut });
    };
    child.stdout.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (cut) return;
      if (size > (call.maxBytes ?? Number.POSITIVE_INFINITY)) return end();
      if (!call.onStdout) out.push(chunk);
      else if (!call.onStdout(chunk)) end();
    });
    child.stderr.on('data', (chunk: Buffer) => {
      if (stderr.length < 64_000) stderr += chunk.toString('utf8');
    });
    const traced = child.stdio[3];
    if (traced && 'read' in traced)
      traced.on('data', (chunk: Buffer) => {
        if (trace.length < 256_000) trace += chunk.toString('utf8');
      });
    child.stdin.on('error', () => {}); // git may end before it has read all; its exit code tells
    child.on('error', (error) => {
      stderr += error.message;
      if (child.pid === undefined) finish(-1);
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

const exitCode = (code: number | null, signal: NodeJS.Signals | null): number =>
  code ?? 128 + (signal === null ? 0 : constants.signals[signal]);

/** `spawn` throws at once for some troubles (a folder that is a file, a full process table) and reports others later. */
function start(call: GitCall): ChildProcessWithoutNullStreams | Error {
  try {
    return spawn('git', [...HARDENED, ...call.args], {
      cwd: call.cwd,
      env: gitEnvironment(call.env),
      stdio: ['pipe', 'pipe', 'pipe', ...(call.trace ? (['pipe'] as const) : [])],
      windowsHide: true,
      ...(call.signal ? { signal: call.signal } : {}),
    }) as ChildProcessWithoutNullStreams; // the first three are pipes; the type forgets it for longer lists
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
}
