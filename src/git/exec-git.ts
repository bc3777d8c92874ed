import { spawn } from 'node:child_process';

/** What a git process left: never judged by its words, only by code and machine-readable output. */
export interface GitResult {
  /** Exit code; 128 + signal number where a signal ended it; -1 where git could not be started. */
  readonly code: number;
  readonly stdout: Buffer;
  readonly stderr: string;
  /** True where `timeoutMs` or `maxBytes` ended it. */
  readonly cut: boolean;
}

export interface GitCall {
  readonly args: readonly string[];
  readonly cwd: string;
  readonly input?: string | Uint8Array;
  /** On top of the hardened environment; `undefined` removes a variable. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  readonly timeoutMs?: number;
  readonly maxBytes?: number;
  readonly signal?: AbortSignal;
}

// Variables of a calling git (a hook sets them) would point us at another repository, index or object store.
const INHERITED =
  /^GIT_(DIR|WORK_TREE|INDEX_FILE|OBJECT_DIRECTORY|ALTERNATE_OBJECT_DIRECTORIES|COMMON_DIR|NAMESPACE|PREFIX|QUARANTINE_PATH|INTERNAL_.*|EXTERNAL_DIFF|DIFF_OPTS|PAGER|LITERAL_PATHSPECS|GLOB_PATHSPECS|NOGLOB_PATHSPECS|ICASE_PATHSPECS|GRAFT_FILE|SHALLOW_FILE|REPLACE_REF_BASE|TRACE.*|REDIRECT_.*|EDITOR|SEQUENCE_EDITOR)$/;

/** The environment of every git process of ours. Credentials' helpers and ssh settings stay; nothing may ask a terminal. */
export function gitEnvironment(extra: GitCall['env'] = {}): NodeJS.ProcessEnv {
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

/** Runs git: bytes in, bytes out, argv only, no shell. Never throws for what git says; a missing git has code -1. */
export function execGit(call: GitCall): Promise<GitResult> {
  return new Promise((resolve) => {
    const child = spawn('git', [...HARDENED, ...call.args], {
      cwd: call.cwd,
      env: gitEnvironment(call.env),
      stdio: ['pipe', 'pipe', 'pipe'],
      windowsHide: true,
      ...(call.signal ? { signal: call.signal } : {}),
    });
    const out: Buffer[] = [];
    let stderr = '';
    let size = 0;
    let cut = false;
    const end = (): void => {
      cut = true;
      child.kill('SIGTERM');
    };
    const timer = call.timeoutMs === undefined ? undefined : setTimeout(end, call.timeoutMs);
    child.stdout.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size > (call.maxBytes ?? Number.POSITIVE_INFINITY)) return end();
      out.push(chunk);
    });
    child.stderr.on('data', (chunk: Buffer) => {
      if (stderr.length < 64_000) stderr += chunk.toString('utf8');
    });
    child.stdin.on('error', () => {}); // git may end before it has read all; its exit code tells
    child.on('error', (error) => {
      clearTimeout(timer);
      resolve({ code: -1, stdout: Buffer.concat(out), stderr: error.message, cut });
    });
    child.on('close', (code, signal) => {
      clearTimeout(timer);
      resolve({ code: code ?? (signal === 'SIGKILL' ? 137 : 143), stdout: Buffer.concat(out), stderr, cut });
    });
    child.stdin.end(call.input ?? '');
  });
}
