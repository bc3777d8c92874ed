import { type ChildProcess, spawn } from 'node:child_process';
import { constants } from 'node:os';
import { thisProcess } from '../holder/process-identity.ts';
import { firstOnPath } from '../programs/first-on-path.ts';
import { commandEnvironment } from './agent-environment.ts';
import { endCommand, wrappedMark } from './process-group.ts';

// As a shell says it: the command was not found, or could not be executed.
const NOT_FOUND = 127;
const NOT_EXECUTABLE = 126;
const INTERRUPTED = 130;

/** Between asking a command and all that it has started to end, and ending them. */
const GRACE_MS = 5_000;

/**
 * Runs a person's own command with our terminal, in our process group, so that it stays interactive; its exit code, or
 * 128 + signal. Ctrl-C reaches it from the terminal; a signal sent to us alone is handed on, to what it has started
 * as well: when this settles after a signal nothing of it works on. A command that ends by itself may leave something
 * behind on purpose (a build's daemon), and is not asked.
 */
export async function runWrapped(call: {
  readonly argv: readonly string[];
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
  readonly signal: AbortSignal;
  readonly graceMs?: number;
  /** Folder with our own program: the first on its PATH. */
  readonly programs?: string | undefined;
}): Promise<number> {
  const [program = '', ...args] = call.argv;
  const mark = wrappedMark(await thisProcess());
  // It was pressed while the claim was on its way: what nobody wants any more is not started.
  if (call.signal.aborted) return INTERRUPTED;
  const [name = '', value] = mark.split('=');
  const env = { ...commandEnvironment(process.env, { ours: call.env }).env, [name]: value };
  const child = spawn(program, args, {
    cwd: call.cwd,
    env: call.programs === undefined ? env : firstOnPath(env, call.programs),
    stdio: 'inherit',
  });
  let ending: Promise<void> | undefined;
  const end = (): void => {
    ending = endCommand({ command: child, mark, graceMs: call.graceMs ?? GRACE_MS });
  };
  call.signal.addEventListener('abort', end, { once: true });
  const code = await exitOf(child);
  call.signal.removeEventListener('abort', end);
  await ending;
  return code;
}

const exitOf = (child: ChildProcess): Promise<number> =>
  new Promise((resolve) => {
    child.on('error', (error) => {
      resolve('code' in error && error.code === 'ENOENT' ? NOT_FOUND : NOT_EXECUTABLE);
    });
    child.on('close', (code, signal) => resolve(code ?? 128 + (signal ? constants.signals[signal] : 0)));
  });
