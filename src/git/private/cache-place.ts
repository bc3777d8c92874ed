import { createHash } from 'node:crypto';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { userCacheFolder } from '../../process/disk/cache-folder.ts';
import type { CloneFacts } from '../clone/clone-facts.ts';

/** The folder of a clone in the user's cache, whether or not it is there. */
export async function cachePlaceOf(
  clone: Pick<CloneFacts, 'commonDir' | 'remotes'>,
): Promise<string | undefined> {
  const cache = userCacheFolder(process.env);
  return cache === undefined ? undefined : clonePlace(cache, clone);
}

/** Another clone that is made at the same path later has another folder (inode), or other remotes. */
export async function clonePlace(
  cache: string,
  { commonDir, remotes }: Pick<CloneFacts, 'commonDir' | 'remotes'>,
): Promise<string> {
  const { ino } = await stat(commonDir);
  const identity = JSON.stringify([commonDir, ino, remotes.map(({ url }) => url)]);
  return join(clonesFolder(cache), createHash('sha256').update(identity).digest('hex').slice(0, 24));
}

/** One folder in it for each clone that was only looked at. */
export const clonesFolder = (cache: string): string => join(cache, 'clones');
