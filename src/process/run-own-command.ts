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

/** Runs one of our own commands as a process of its own and hands on both of its streams; its exit code, or 128 + signal. */
export function runOwnCommand(call: OwnCommand): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [call.program, ...call.args], {
      cwd: call.cwd,
      env: call.env,
      stdio: ['ignore', 'pipe', 'pipe'],
      // A process group of its own: on Ctrl-C it hears from us, once, and not from the terminal as well.
      detached: process.platform !== 'win32',
    });
    const interrupt = (): void => void child.kill('SIGINT');
    call.signal.addEventListener('abort', interrupt, { once: true });
    if (call.signal.aborted) interrupt();
    for (const input of [child.stdout, child.stderr]) createInterface({ input }).on('line', call.onLine);
    child.on('error', reject);
    child.on('close', (code, signal) => {
      call.signal.removeEventListener('abort', interrupt);
      resolve(code ?? (signal === 'SIGINT' ? 130 : 143));
    });
  });
}
