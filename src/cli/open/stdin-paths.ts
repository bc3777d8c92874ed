import { addAbortSignal } from 'node:stream';
import { type Checked, problemOf } from '../../core/model/problem.ts';
import { pathFromBytes } from '../../git/path-bytes.ts';

/** More than a hundred thousand names of ordinary length. */
const MAX_BYTES = 16 * 1024 * 1024;

/** `--stdin`: paths as bytes, each ended by a NUL, as `git ls-files -z` prints them. */
export async function readStdinPaths(signal: AbortSignal): Promise<Checked<readonly string[]>> {
  const chunks: Buffer[] = [];
  let length = 0;
  const refuse = (message: string): Checked<never> => ({
    ok: false,
    problems: [problemOf('usage', { message, remedy: REMEDY })],
  });
  try {
    for await (const chunk of addAbortSignal(signal, process.stdin)) {
      chunks.push(Buffer.from(chunk));
      length += chunk.length;
      if (length > MAX_BYTES) return refuse('--stdin: more than 16 MB of paths');
    }
  } catch {
    return refuse('--stdin: standard input could not be read to its end');
  }
  const bytes = Buffer.concat(chunks);
  if (bytes.length > 0 && !bytes.includes(0) && bytes.includes('\n'))
    return refuse('--stdin: each path ends with a NUL character, not with a line feed');
  return { ok: true, value: splitAtNul(bytes).map(pathFromBytes), warnings: [] };
}

const REMEDY = 'git ls-files -z src | agentic-plan claim --stdin';

/** The last one may come without its NUL. */
function splitAtNul(bytes: Buffer): readonly Uint8Array[] {
  const parts: Uint8Array[] = [];
  for (let from = 0; from < bytes.length; ) {
    const at = bytes.indexOf(0, from);
    const end = at < 0 ? bytes.length : at;
    parts.push(bytes.subarray(from, end));
    from = end + 1;
  }
  return parts;
}
