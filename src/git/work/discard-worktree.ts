import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Leftover } from '../../app/ports/worktrees.ts';
import { removeFolder } from './remove-folder.ts';
import { removeMarker } from './worktree-marker.ts';
import type { WorktreesOptions } from './worktree-place.ts';

/** The folder with its repository, and the marker last: as long as it is there, the next run tries again. */
export async function discardWorktree(
  options: WorktreesOptions,
  name: string,
  how: { readonly keepMarker: boolean } = { keepMarker: false },
): Promise<Leftover | undefined> {
  const path = join(options.folder, name);
  const removed = await removeFolder(path);
  await removeIndexes(options.folder, name);
  if (removed.stays) return { path, stays: true, detail: removed.detail };
  if (!how.keepMarker) await removeMarker(options.folder, name).catch(() => {});
  return undefined;
}

/** What we keep of its index beside it. */
export async function removeIndexes(folder: string, name: string): Promise<void> {
  for (const index of [`${name}.index`, `${name}.index.collected`])
    await rm(join(folder, index), { force: true }).catch(() => {});
}
