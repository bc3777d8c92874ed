/** Whoever read it has gone: a pipe that was closed, a terminal that is no more. */
const GONE: ReadonlySet<string> = new Set([
  'EPIPE',
  'ECONNRESET',
  'EIO',
  'ENXIO',
  'ERR_STREAM_DESTROYED',
  'ERR_STREAM_WRITE_AFTER_END',
]);

export interface GuardedStream {
  write(text: string): void;
  /** Fires when nobody reads it any more. */
  readonly gone: AbortSignal;
  /** When all is written: the system's code for why it could not be. Undefined: it could, or nobody reads it. */
  settled(): Promise<string | undefined>;
}

const guarded = new Map<NodeJS.WriteStream, GuardedStream>();

/**
 * A stream of the process whose errors end nothing: a run must not die with its claims in force because a log collector
 * did. After the first error nothing more is written to it.
 */
export function guardedStream(stream: NodeJS.WriteStream): GuardedStream {
  const known = guarded.get(stream);
  if (known !== undefined) return known;
  const made = guard(stream);
  guarded.set(stream, made);
  return made;
}

function guard(stream: NodeJS.WriteStream): GuardedStream {
  const gone = new AbortController();
  let failed: string | undefined;
  const fail = (error: unknown): void => {
    failed ??= codeOf(error);
    if (GONE.has(failed)) gone.abort();
  };
  stream.on('error', fail);
  const write = (text: string, done = (): void => {}): void => {
    const after = (error: unknown): void => {
      if (error !== undefined && error !== null) fail(error);
      done();
    };
    try {
      if (failed === undefined) stream.write(text, after);
      else done();
    } catch (error) {
      after(error); // files are written at once, and throw
    }
  };
  return {
    write: (text) => write(text),
    gone: gone.signal,
    settled: async () => {
      await new Promise<void>((resolve) => write('', resolve));
      return failed === undefined || GONE.has(failed) ? undefined : failed;
    },
  };
}

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : String(error);
