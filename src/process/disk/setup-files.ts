import { lstat, readdir, rmdir, unlink } from 'node:fs/promises';
import { dirname, join, sep } from 'node:path';
import type { SetupFiles } from '../../app/ports/setup-files.ts';
import type { FilePlace } from '../../core/setup/wanted-file.ts';
import { isTemporaryOf, replaceDurably } from './durable-file.ts';
import { withFileLock } from './file-lock.ts';
import { readPlace } from './setup-place.ts';

type Place = Pick<FilePlace, 'path' | 'in'>;

/** Another set-up writes some files; whoever waits longer waits for one that hangs. */
const BUSY_MS = 5_000;

const PLAIN = 0o644;
const STARTED = 0o755;

/** Set-up's files in a clone: `root` of its checkout, `gitFolder` that all its worktrees share. */
export function openSetupFiles(clone: { readonly root: string; readonly gitFolder: string }): SetupFiles {
  const baseOf = (place: Place): string => (place.in === 'checkout' ? clone.root : clone.gitFolder);
  const fileOf = (place: Place): string => join(baseOf(place), ...place.path.split('/'));
  const isStill = async (place: Place, text: string | undefined): Promise<boolean> => {
    const now = await readPlace(baseOf(place), fileOf(place));
    return text === undefined
      ? now.kind === 'absent'
      : now.kind === 'file' && Buffer.compare(now.bytes, Buffer.from(text)) === 0;
  };
  return {
    read: (place) => readPlace(baseOf(place), fileOf(place)),
    async write(place, { before, after }) {
      const how = { ...(await looksOf(fileOf(place), place)), mayReplace: () => isStill(place, before) };
      return replaceDurably(fileOf(place), after, how);
    },
    async remove(place, before) {
      if (!(await isStill(place, before))) return false;
      await unlink(fileOf(place));
      if (place.in === 'checkout') await removeEmpty(dirname(fileOf(place)), clone.root); // git's are git's
      return true;
    },
    removeRests: (place) => removeRests(fileOf(place), baseOf(place)),
    async alone(act) {
      const lock = join(clone.gitFolder, 'agentic-plan-init.lock');
      const done = await withFileLock({ path: lock, timeoutMs: BUSY_MS }, act);
      return done.kind === 'done' ? done : { kind: 'busy' };
    },
  };
}

/** Whose a file is and who may do what with it stays as it was. */
async function looksOf(file: string, { executable }: Pick<FilePlace, 'executable'>) {
  const seen = await lstat(file).catch(() => undefined);
  if (seen !== undefined) return { mode: seen.mode & 0o777, owner: { uid: seen.uid, gid: seen.gid } };
  return { mode: (executable ? STARTED : PLAIN) & ~process.umask() };
}

/** What a set-up that was killed has left beside a file, with the folders that it had made; nobody else is writing now. */
async function removeRests(file: string, base: string): Promise<void> {
  const names = await readdir(dirname(file)).catch((): string[] => []);
  const rests = names.filter((one) => isTemporaryOf(file, one));
  for (const name of rests) await unlink(join(dirname(file), name));
  if (rests.length > 0) await removeEmpty(dirname(file), base);
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
