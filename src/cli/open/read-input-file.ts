import { constants } from 'node:fs';
import { open } from 'node:fs/promises';
import { resolve } from 'node:path';
import { type Checked, type DataOf, type ProblemCode, problemOf } from '../../core/model/problem.ts';

/** As for configurations. */
const MAX_BYTES = 1_000_000;

// Opening a pipe would wait for somebody who writes, and nothing could end that, not even our own end.
const READ_AT_ONCE = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0);

/** A file that the command line names: links are followed, since the user named them; devices and giants are refused. */
export async function readInputFile(cwd: string, file: string): Promise<Checked<Uint8Array>> {
  const refuse = <C extends ProblemCode>(code: C, data: DataOf<C>): Checked<Uint8Array> => ({
    ok: false,
    problems: [problemOf(code, data, { where: { file } })],
  });
  try {
    await using handle = await open(resolve(cwd, file), READ_AT_ONCE);
    const stat = await handle.stat();
    if (!stat.isFile())
      return refuse('file-not-regular', { kind: stat.isDirectory() ? 'directory' : 'other' });
    if (stat.size > MAX_BYTES) return refuse('file-too-large', { bytes: stat.size, max: MAX_BYTES });
    return { ok: true, value: await handle.readFile(), warnings: [] };
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : String(error);
    if (code === 'ENOENT' || code === 'ENOTDIR') return refuse('file-missing', {});
    return refuse('file-unreadable', { detail: code });
  }
}
