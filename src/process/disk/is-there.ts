import { lstat, stat } from 'node:fs/promises';

/** Whether something of that name is on the disk, a link to nowhere too. */
export const isThere = async (path: string | Buffer): Promise<boolean> =>
  (await lstat(path).catch(() => undefined)) !== undefined;

/** Whether the path leads to something. */
export const leadsSomewhere = async (path: string): Promise<boolean> =>
  (await stat(path).catch(() => undefined)) !== undefined;
