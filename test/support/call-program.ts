import { Readable, Writable } from 'node:stream';
import { runProgram } from '../../src/cli/program.ts';
import { CLI, type CliResult } from './cli.ts';

let before: Promise<unknown> = Promise.resolve();

/** What it printed on both streams, as a terminal shows it. */
export interface Called extends CliResult {
  readonly said: string;
}

/**
 * The program in this process: what `runCli` does for a third of its cost, most of which is the start of a process. For
 * what is only prepared, and for the many cases of a command whose process is tested elsewhere. Not for commands that wait
 * for each other or inherit streams, or for what happens at the end of a process: calls are made one after the other.
 */
export async function callProgram(...call: Parameters<typeof callTogether>): Promise<CliResult> {
  const { code, stdout, stderr } = await callTogether(...call);
  return { code, stdout, stderr };
}

/** The same, and what was printed in the order in which it was. */
export function callTogether(
  cwd: string,
  args: readonly string[],
  options: { readonly env?: Readonly<Record<string, string>>; readonly input?: string } = {},
): Promise<Called> {
  const called = before.then(() => call(cwd, args, options));
  before = called.catch(() => {});
  return called;
}

async function call(
  cwd: string,
  args: readonly string[],
  { env = {}, input = '' }: { readonly env?: Readonly<Record<string, string>>; readonly input?: string },
): Promise<Called> {
  const said: (readonly [from: 'stdout' | 'stderr', text: string])[] = [];
  const heard = (from: 'stdout' | 'stderr'): Writable => listen((text) => void said.push([from, text]));
  const [stdout, stderr] = [heard('stdout'), heard('stderr')];
  const putBack = pretend({ cwd, env, args, stdin: Readable.from([input]), stdout, stderr });
  let code: number;
  try {
    code = await runProgram(args, { from: performance.now() });
  } finally {
    putBack();
  }
  const textOf = (...of: readonly string[]): string =>
    said.flatMap(([from, text]) => (of.includes(from) ? text : [])).join('');
  return { code, stdout: textOf('stdout'), stderr: textOf('stderr'), said: textOf('stdout', 'stderr') };
}

const listen = (hear: (text: string) => void): Writable =>
  new Writable({
    decodeStrings: false,
    write(chunk: string | Buffer, _encoding, done) {
      hear(chunk.toString());
      done();
    },
  });

/** For the program this is a process of its own; gives back what ends that. */
function pretend(as: {
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
  readonly args: readonly string[];
  readonly stdin: Readable;
  readonly stdout: Writable;
  readonly stderr: Writable;
}): () => void {
  const { argv } = process;
  const [folder, env] = [process.cwd(), { ...process.env }];
  const streams = (['stdin', 'stdout', 'stderr'] as const).map((name) => {
    const own = Object.getOwnPropertyDescriptor(process, name);
    Object.defineProperty(process, name, { value: as[name], configurable: true });
    return () => void (own && Object.defineProperty(process, name, own));
  });
  process.chdir(as.cwd);
  Object.assign(process.env, as.env);
  process.argv = [process.execPath, CLI, ...as.args];
  return () => {
    process.argv = argv;
    for (const name of Object.keys(process.env)) if (!(name in env)) delete process.env[name];
    Object.assign(process.env, env);
    process.chdir(folder);
    for (const restore of streams) restore();
  };
}
