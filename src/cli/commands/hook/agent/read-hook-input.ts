import { fstatSync, readSync } from 'node:fs';

const MOST_BYTES = 16 * 1024 * 1024;
const MOST_DRAINED = 16 * MOST_BYTES;

/**
 * What an agent sends to its hook; a terminal sends nothing, and what is larger than any edit is cut, so that it is no JSON.
 * The rest is taken all the same: who writes into a pipe that nobody reads fails.
 */
export async function readHookInput(): Promise<string> {
  const input = new Input();
  if (!isDevice(0) && readAtOnce(input) === 'later')
    for await (const chunk of process.stdin) if (!input.take(Buffer.from(chunk))) break;
  return input.text();
}

class Input {
  readonly #chunks: Buffer[] = [];
  #size = 0;

  /** Whether more is taken. */
  take(bytes: Buffer): boolean {
    if (this.#size <= MOST_BYTES) this.#chunks.push(bytes);
    this.#size += bytes.length;
    return this.#size <= MOST_DRAINED;
  }

  text = (): string => Buffer.concat(this.#chunks).toString('utf8');
}

/** A terminal, or nothing at all. */
function isDevice(descriptor: number): boolean {
  try {
    return fstatSync(descriptor).isCharacterDevice();
  } catch {
    return true; // it is closed
  }
}

/** Without a stream, which costs as much as all else that the usual call of a hook does. `later`: the other side is not ready. */
function readAtOnce(input: Input): 'all' | 'later' {
  for (;;) {
    const chunk = Buffer.allocUnsafe(65_536);
    const size = readSome(chunk);
    if (size === undefined) return 'later';
    if (size === 0 || !input.take(chunk.subarray(0, size))) return 'all';
  }
}

function readSome(chunk: Buffer): number | undefined {
  try {
    return readSync(0, chunk);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : '';
    if (code === 'EOF') return 0; // how Windows ends a pipe
    if (code === 'EAGAIN') return undefined;
    throw error;
  }
}
