import { rmSync } from 'node:fs';
import { mkdtemp, rm, statfs } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const open = new Set<string>();
let watching = false;

/**
 * A throw-away object store above the clone's: what git writes while it predicts goes there, so that a look leaves
 * nothing behind, neither in the clone nor in the private repository, where it would pile up with every plan.
 */
export async function openScratchObjects(commonDir: string): Promise<ScratchObjects> {
  const folder = await makeFolder();
  open.add(folder);
  // Also where a signal or a thrown error ends the process; only SIGKILL leaves it to the system's own cleaning.
  if (!watching)
    process.once('exit', () => open.forEach((path) => void rmSync(path, { recursive: true, force: true })));
  watching = true;
  return {
    env: {
      GIT_OBJECT_DIRECTORY: folder,
      GIT_ALTERNATE_OBJECT_DIRECTORIES: quote(join(commonDir, 'objects')),
    },
    async [Symbol.asyncDispose]() {
      await rm(folder, { recursive: true, force: true });
      open.delete(folder);
    },
  };
}

// Hundreds of small files that live for a moment: on a busy disk they take longer than the merges themselves.
const MEMORY = '/dev/shm';
const ENOUGH_BYTES = 1e9; // a container's is often tiny; what merges write is as large as the files they merge

async function makeFolder(): Promise<string> {
  const name = 'agentic-plan-';
  try {
    const { bavail, bsize } = await statfs(MEMORY);
    if (bavail * bsize >= ENOUGH_BYTES) return await mkdtemp(join(MEMORY, name));
  } catch {
    // not on this system, or not for us
  }
  return mkdtemp(join(tmpdir(), name));
}

export interface ScratchObjects extends AsyncDisposable {
  readonly env: Readonly<Record<string, string>>;
}

/** The list is separated by colons; git unquotes an entry that begins with a quote. */
const quote = (path: string): string => `"${path.replace(/["\\]/g, '\\$&')}"`;
