import { rmSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const open = new Set<string>();
let watching = false;

/**
 * A throw-away object store above the clone's: what git writes while it predicts goes there, so that a look leaves
 * nothing behind, neither in the clone nor in the private repository, where it would pile up with every plan.
 */
export async function openScratchObjects(commonDir: string): Promise<ScratchObjects> {
  const folder = await mkdtemp(join(tmpdir(), 'agentic-plan-'));
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

export interface ScratchObjects extends AsyncDisposable {
  readonly env: Readonly<Record<string, string>>;
}

/** The list is separated by colons; git unquotes an entry that begins with a quote. */
const quote = (path: string): string => `"${path.replace(/["\\]/g, '\\$&')}"`;
