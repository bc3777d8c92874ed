import { lstat, open, stat } from 'node:fs/promises';
import type { Checked, Problem } from '../core/model/problem.ts';
import { errorAt, MAX_BYTES, type SourceFile } from './parse/located.ts';

/** A regular file of at most 1 MB, looked at before it is opened: no device, no pipe, no giant. */
export async function readRegularFile(ask: {
  readonly path: string;
  readonly name: string;
  readonly followLink: boolean;
  /** More bytes are refused; without: as for configurations. */
  readonly most?: number;
}): Promise<Checked<SourceFile>> {
  const { path, name, followLink, most = MAX_BYTES } = ask;
  const refuse = (problem: Problem) => ({ ok: false, problems: [problem] }) as const;
  const where = { file: name };
  try {
    const sight = await (followLink ? stat : lstat)(path);
    if (!sight.isFile()) {
      const kind = sight.isDirectory() ? 'directory' : sight.isSymbolicLink() ? 'link' : 'other';
      return refuse(errorAt(where, 'file-not-regular', { kind }));
    }
    if (sight.size > most) return refuse(errorAt(where, 'file-too-large', { bytes: sight.size, max: most }));
    return {
      ok: true,
      value: { bytes: await readUpTo(path, { most: most + 1, likely: sight.size + 1 }), name },
      warnings: [],
    };
  } catch (error) {
    const code = errorCode(error);
    return code === 'ENOENT' || code === 'ENOTDIR'
      ? refuse(errorAt(where, 'file-missing'))
      : refuse(errorAt(where, 'file-unreadable', { detail: code }));
  }
}

/** Not more than was agreed on, even if the file has grown since it was looked at. */
async function readUpTo(
  path: string,
  { most, likely }: { readonly most: number; readonly likely: number },
): Promise<Uint8Array> {
  await using handle = await open(path, 'r');
  let buffer = Buffer.alloc(Math.min(most, likely));
  let length = 0;
  for (;;) {
    const { bytesRead } = await handle.read(buffer, length, buffer.length - length);
    length += bytesRead;
    if (bytesRead === 0 || length === most) return buffer.subarray(0, length);
    if (length === buffer.length) buffer = Buffer.concat([buffer], Math.min(most, 2 * length));
  }
}

const errorCode = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : String(error);
