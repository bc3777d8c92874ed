import { execFile } from 'node:child_process';

export interface Tried {
  readonly ok: boolean;
  /** First lines of what it said, of both streams where it failed. */
  readonly said: string;
  /** All of both streams. */
  readonly all: string;
}

/** Starts a program to see whether it does, for at most some seconds. */
export function tryProgram(
  [file, ...args]: readonly [string, ...string[]],
  ask: {
    readonly cwd: string;
    readonly env: Readonly<Record<string, string | undefined>>;
    readonly input?: string;
    readonly seconds: number;
  },
): Promise<Tried> {
  return new Promise((resolve) => {
    const options = { cwd: ask.cwd, env: ask.env, timeout: ask.seconds * 1000, maxBuffer: 1_000_000 };
    const child = execFile(file, args, options, (error, stdout, stderr) => {
      const all = `${stdout}${stderr}`;
      if (error === null) return resolve({ ok: true, said: stdout.trim(), all });
      const late = error.killed ? `no answer in ${ask.seconds} s` : '';
      const said = late || stderr.trim() || stdout.trim() || error.message;
      resolve({ ok: false, said: said.split('\n').at(-1)?.slice(0, 200) ?? '', all });
    });
    child.stdin?.on('error', () => {});
    child.stdin?.end(ask.input ?? '');
  });
}
