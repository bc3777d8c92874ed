import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { agentEnvironment } from './agent-environment.ts';
import { wrappedMark } from './process-group.ts';
import { thisProcess } from './process-identity.ts';

// As a shell says it: the command was not found, or could not be executed.
const NOT_FOUND = 127;
const NOT_EXECUTABLE = 126;
const INTERRUPTED = 130;

/**
 * Runs a person's own command with our terminal, in our process group, so that it stays interactive; its exit code, or
 * 128 + signal. Ctrl-C reaches it from the terminal; a signal sent to us alone is handed on.
 */
export async function runWrapped(call: {
  readonly argv: readonly string[];
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
  readonly signal: AbortSignal;
}): Promise<number> {
  const [program = '', ...args] = call.argv;
  // It was pressed while the claim was on its way: what nobody wants any more is not started.
  if (call.signal.aborted) return INTERRUPTED;
  const [name = '', value] = wrappedMark(await thisProcess()).split('=');
  return new Promise((resolve) => {
    const child = spawn(program, args, {
      cwd: call.cwd,
      env: { ...agentEnvironment(process.env, call.env), [name]: value },
      stdio: 'inherit',
    });
    const handOn = (): void => void child.kill('SIGTERM');
    call.signal.addEventListener('abort', handOn, { once: true });
    child.on('error', (error) => {
      resolve('code' in error && error.code === 'ENOENT' ? NOT_FOUND : NOT_EXECUTABLE);
    });
    child.on('close', (code, signal) => {
      call.signal.removeEventListener('abort', handOn);
      resolve(code ?? 128 + (signal ? constants.signals[signal] : 0));
    });
  });
}
