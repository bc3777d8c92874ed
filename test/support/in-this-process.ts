import { Readable, Writable } from 'node:stream';
import { CLI, type CliResult } from './cli.ts';

/** What it printed, and both streams as a terminal shows them. */
export interface Called extends CliResult {
  readonly said: string;
}

export interface CallWish {
  readonly env?: Readonly<Record<string, string>>;
  readonly input?: string;
}

interface Call extends CallWish {
  readonly cwd: string;
  readonly args: readonly string[];
}

interface Pretence {
  readonly cwd: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  readonly stdin: Readable;
  readonly stdout: Writable;
  readonly stderr: Writable;
}

let before: Promise<unknown> = Promise.resolve();

/** What is done at the end of a process, by its text: of what one place asks for at each call the newest is left to do. */
const endings = new Map<string, () => void>();

/** Runs a main function as if it were in a process of its own, one after the other; it resolves with the exit code. */
export function inThisProcess(as: Call, main: () => Promise<number>): Promise<Called> {
  const called = before.then(() => call(as, main));
  before = called.catch(() => {});
  return called;
}

async function call({ cwd, args, env = {}, input = '' }: Call, main: () => Promise<number>): Promise<Called> {
  const said: (readonly [from: 'stdout' | 'stderr', text: string])[] = [];
  const heard = (from: 'stdout' | 'stderr'): Writable => listen((text) => void said.push([from, text]));
  const [stdout, stderr] = [heard('stdout'), heard('stderr')];
  const listened = new Set(process.rawListeners('exit'));
  const putBack = pretend({ cwd, env, args, stdin: Readable.from([input]), stdout, stderr });
  let code: number;
  try {
    code = await main();
  } finally {
    endProcess(listened);
    putBack();
  }
  const textOf = (...of: readonly string[]): string =>
    said.flatMap(([from, text]) => (of.includes(from) ? text : [])).join('');
  return { code, stdout: textOf('stdout'), stderr: textOf('stderr'), said: textOf('stdout', 'stderr') };
}

/** Does what the call has asked for once at the end of its process, which does not end here. */
function endProcess(listened: ReadonlySet<unknown>): void {
  for (const added of process.rawListeners('exit').filter((one) => !listened.has(one))) {
    if (!('listener' in added)) continue; // for good: whoever asks once for all calls
    const ending = added.listener as () => void;
    process.off('exit', ending);
    endings.set(String(ending), ending);
  }
  for (const end of endings.values()) end();
}

const listen = (hear: (text: string) => void): Writable =>
  new Writable({
    decodeStrings: false,
    write(chunk: string | Buffer, _encoding, done) {
      hear(chunk.toString());
      done();
    },
  });

/** Gives back what ends it. */
function pretend(as: Pretence): () => void {
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
