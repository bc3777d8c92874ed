import { rmSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const made = new Set<string>();
let watching = false;

/** A folder of this process alone, for this user alone. */
export interface ThrowAwayFolder {
  readonly path: string;
  remove(): Promise<void>;
}

/**
 * Makes a folder in the first of the parents that can be written (the system's own for such things, unless named). It
 * goes with the process, also where a signal or a thrown error ends that; only SIGKILL leaves it to the system's cleaning.
 */
export async function makeThrowAwayFolder(parents: readonly string[] = [tmpdir()]): Promise<ThrowAwayFolder> {
  const path = await makeIn(parents);
  made.add(path);
  if (!watching)
    process.once('exit', () =>
      made.forEach((folder) => void rmSync(folder, { recursive: true, force: true })),
    );
  watching = true;
  return {
    path,
    async remove() {
      await rm(path, { recursive: true, force: true });
      made.delete(path);
    },
  };
}

async function makeIn([parent = tmpdir(), ...others]: readonly string[]): Promise<string> {
  try {
    return await mkdtemp(join(parent, 'agentic-plan-'));
  } catch (error) {
    if (others.length === 0) throw error;
    return makeIn(others);
  }
}
