import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

export interface OwnCommand {
  /** Path of our own `cli.js`. */
  readonly program: string;
  readonly args: readonly string[];
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
  readonly onLine: (text: string) => void;
  /** Ends the command as Ctrl-C would; it still gives back what it has taken. */
  readonly signal: AbortSignal;
}

/** One of our own commands at work. */
export interface RunningCommand {
  /** Its exit code, or 128 + signal. */
  readonly ended: Promise<number>;
  /** Stops the process as it stands (SIGSTOP), without its knowing. */
  pause(): void;
  resume(): void;
}

/** Starts one of our own commands as a process of its own and hands on both of its streams. */
export function startOwnCommand(call: OwnCommand): RunningCommand {
  const child = spawn(process.execPath, [call.program, ...call.args], {
    cwd: call.cwd,
    env: call.env,
    stdio: ['ignore', 'pipe', 'pipe'],
    // A process group of its own: on Ctrl-C it hears from us, once, and not from the terminal as well.
    detached: process.platform !== 'win32',
  });
  const interrupt = (): void => {
    child.kill('SIGCONT'); // one that is paused would not hear
    child.kill('SIGINT');
  };
  call.signal.addEventListener('abort', interrupt, { once: true });
  if (call.signal.aborted) interrupt();
  for (const input of [child.stdout, child.stderr]) createInterface({ input }).on('line', call.onLine);
  const ended = new Promise<number>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code, signal) => {
      call.signal.removeEventListener('abort', interrupt);
      resolve(code ?? (signal === 'SIGINT' ? 130 : 143));
    });
  });
  return { ended, pause: () => void child.kill('SIGSTOP'), resume: () => void child.kill('SIGCONT') };
}
