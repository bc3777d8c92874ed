import { constants } from 'node:fs';
import { open } from 'node:fs/promises';

const CHUNK = 1024 * 1024;

/**
 * A file piece by piece, no more of it than was looked at: somebody may still be at it. A link is not followed. Opened only when the
 * first piece is asked for.
 */
export async function* readChunks(path: string, size: number): AsyncGenerator<Uint8Array> {
  await using file = await open(path, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0));
  for (let at = 0; at < size; ) {
    const chunk = Buffer.alloc(Math.min(CHUNK, size - at));
    const { bytesRead } = await file.read(chunk, 0, chunk.length, at);
    if (bytesRead === 0) return;
    at += bytesRead;
    yield chunk.subarray(0, bytesRead);
  }
}
