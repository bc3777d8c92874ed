import { lstat, readdir, readFile, realpath, rmdir, unlink } from 'node:fs/promises';
import { dirname, join, relative, sep } from 'node:path';
import type { SetupFiles } from '../../app/ports/setup-files.ts';
import type { FilePlace, FoundFile } from '../../core/setup/wanted-file.ts';
import { isTemporaryOf, writeDurably } from './durable-file.ts';
import { withFileLock } from './file-lock.ts';

type Place = Pick<FilePlace, 'path' | 'in'>;

/** No file that set-up writes into is so long; what is gets no block of ours. */
const LARGEST = 4_000_000;
/** Another set-up writes some files; whoever waits longer waits for one that hangs. */
const BUSY_MS = 5_000;

const PLAIN = 0o644;
const STARTED = 0o755;

/** Set-up's files in a clone: `root` of its checkout, `gitFolder` that all its worktrees share. */
export function openSetupFiles(clone: { readonly root: string; readonly gitFolder: string }): SetupFiles {
  const baseOf = (place: Place): string => (place.in === 'checkout' ? clone.root : clone.gitFolder);
  const fileOf = (place: Place): string => join(baseOf(place), ...place.path.split('/'));
  return {
    read: (place) => readPlace(baseOf(place), fileOf(place)),
    async write(place, text) {
      await removeLeft(fileOf(place));
      await writeDurably(fileOf(place), text, await modeFor(fileOf(place), place));
    },
    async remove(place) {
      await unlink(fileOf(place));
      await removeEmpty(dirname(fileOf(place)), baseOf(place));
    },
    async alone(act) {
      const lock = join(clone.gitFolder, 'agentic-plan-init.lock');
      const done = await withFileLock({ path: lock, timeoutMs: BUSY_MS }, act);
      return done.kind === 'done' ? done : { kind: 'busy' };
    },
  };
}

async function readPlace(base: string, file: string): Promise<FoundFile> {
  const seen = await lookAt(file);
  if (seen === 'in-the-way') return { kind: 'refused', why: 'not-regular' };
  if (!(await isInside(base, dirname(file)))) return { kind: 'refused', why: 'outside' };
  if (seen === undefined) return { kind: 'absent' };
  if (!seen.isFile()) return { kind: 'refused', why: 'not-regular' };
  if (seen.size > LARGEST) return { kind: 'refused', why: 'too-large' };
  return { kind: 'file', bytes: await readFile(file) };
}

/** Undefined: there is nothing; `in-the-way`: a folder on the way to it is a file. */
async function lookAt(file: string) {
  try {
    return await lstat(file);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code === 'ENOENT') return undefined;
    if (code === 'ENOTDIR') return 'in-the-way';
    throw error;
  }
}

/** No link on the way from `base` to the folder, as far as that is there. */
async function isInside(base: string, folder: string): Promise<boolean> {
  const inside = relative(base, folder);
  let real = await realpath(base);
  let at = base;
  for (const part of inside === '' ? [] : inside.split(sep)) {
    at = join(at, part);
    real = join(real, part);
    if ((await lookAt(at)) === undefined) return true;
    if ((await realpath(at)) !== real) return false;
  }
  return true;
}

async function modeFor(file: string, { executable }: Pick<FilePlace, 'executable'>): Promise<number> {
  const seen = await lookAt(file);
  const now = typeof seen === 'object' ? seen.mode & 0o777 : PLAIN & ~process.umask();
  return executable ? now | (STARTED & ~process.umask()) : now;
}

/** What a set-up that was killed has left beside a file; nobody else is writing now. */
async function removeLeft(file: string): Promise<void> {
  const names = await readdir(dirname(file)).catch((): string[] => []);
  for (const name of names.filter((one) => isTemporaryOf(file, one))) await unlink(join(dirname(file), name));
}

async function removeEmpty(folder: string, base: string): Promise<void> {
  for (let at = folder; at !== base && at.startsWith(base + sep); at = dirname(at)) {
    try {
      await rmdir(at);
    } catch {
      return; // something else is in it
    }
  }
}
