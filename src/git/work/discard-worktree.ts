import { rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Leftover } from '../../app/ports/worktrees.ts';
import { agentsRepositoryPath } from '../private-place.ts';
import { halfMadeNotes, notesOf } from './add-worktree.ts';
import { removeFolder } from './remove-folder.ts';
import { removeMarker } from './worktree-marker.ts';
import type { WorktreesOptions } from './worktree-place.ts';

/** The folder, git's notes about it, and the marker last: as long as it is there, the next run tries again. */
export async function discardWorktree(
  options: WorktreesOptions,
  name: string,
  how: { readonly keepMarker: boolean } = { keepMarker: false },
): Promise<Leftover | undefined> {
  const path = join(options.folder, name);
  const removed = await removeFolder(path);
  for (const index of [`${path}.index`, `${path}.index.collected`])
    await rm(index, { force: true }).catch(() => {});
  await forgetWorktree(options, name); // also where something of the folder stays
  if (removed.stays) return { path, stays: true, detail: removed.detail };
  if (!how.keepMarker) await removeMarker(options.folder, name).catch(() => {});
  return undefined;
}

/**
 * Removes git's notes about a worktree: they lie under its folder's name, which is ours alone. Not by `git worktree
 * prune`, which takes what another `worktree add` is just making for something left over; and moved away first, since
 * half removed notes are fatal to every other git that reads them.
 */
async function forgetWorktree({ repository }: WorktreesOptions, name: string): Promise<void> {
  const away = join(agentsRepositoryPath(repository), `gone-${name}`);
  await rename(notesOf(repository, name), away).catch(() => {});
  for (const folder of [away, halfMadeNotes(repository, name)])
    await rm(folder, { recursive: true, force: true }).catch(() => removeFolder(folder));
}
