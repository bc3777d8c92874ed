import { lstat, readdir } from 'node:fs/promises';
import { join } from 'node:path';

export interface FolderSize {
  /** Bytes on the disk that would be free again without it. */
  readonly own: number;
  /** Bytes of files that have another name elsewhere. */
  readonly shared: number;
}

/** What a folder takes on the disk; one that is not there takes nothing. Links are not followed. */
export async function measureFolder(path: string, without: readonly string[] = []): Promise<FolderSize> {
  let [own, shared] = [0, 0];
  const walk = async (folder: string): Promise<void> => {
    for (const entry of await readdir(folder, { withFileTypes: true }).catch(() => [])) {
      const file = join(folder, entry.name);
      if (without.includes(file)) continue;
      if (entry.isDirectory()) {
        await walk(file);
        continue;
      }
      const seen = await lstat(file).catch(() => undefined);
      const bytes = seen === undefined ? 0 : (seen.blocks ?? Math.ceil(seen.size / 512)) * 512;
      if ((seen?.nlink ?? 1) > 1) shared += bytes;
      else own += bytes;
    }
  };
  await walk(path);
  return { own, shared };
}
