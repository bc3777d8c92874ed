import { statfs } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { makeThrowAwayFolder } from '../../process/disk/throw-away-folder.ts';
import { quoteObjectFolder } from '../quote-object-folder.ts';

/** Where git finds objects, and writes new ones. */
export interface ScratchObjects extends AsyncDisposable {
  readonly folder: string;
  readonly env: Readonly<Record<string, string>>;
}

/**
 * A throw-away object store above others: what git writes while it predicts goes there, so that a look leaves nothing
 * behind, neither in the clone nor in the private repository, where it would pile up with every plan.
 */
export async function openScratchObjects(beside: readonly string[]): Promise<ScratchObjects> {
  const { path, remove } = await makeThrowAwayFolder([...(await memory()), tmpdir()]);
  return {
    folder: path,
    env: {
      GIT_OBJECT_DIRECTORY: path,
      GIT_ALTERNATE_OBJECT_DIRECTORIES: beside.map(quoteObjectFolder).join(':'),
    },
    [Symbol.asyncDispose]: remove,
  };
}

// Hundreds of small files that live for a moment: on a busy disk they take longer than the merges themselves.
const MEMORY = '/dev/shm';
const ENOUGH_BYTES = 1e9; // a container's is often tiny; what merges write is as large as the files they merge

async function memory(): Promise<readonly string[]> {
  try {
    const { bavail, bsize } = await statfs(MEMORY);
    return bavail * bsize >= ENOUGH_BYTES ? [MEMORY] : [];
  } catch {
    return []; // not on this system, or not for us
  }
}
