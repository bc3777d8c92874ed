import { lstat, writeFile } from 'node:fs/promises';
import { readIfThere } from './durable-file.ts';

/** What is at a place where a file is to be written. */
export type FileSpot = 'free' | 'same' | 'taken';

const LARGEST = 1024 * 1024;

/** Whether a file could be written without losing anything. */
export async function lookAtSpot(path: string, text?: string): Promise<FileSpot> {
  const there = await lstat(path).catch((error: unknown) => error);
  if (there instanceof Error) return 'free'; // whatever else it is shows itself when it is written
  if (text === undefined) return 'taken';
  const bytes = await readIfThere(path, LARGEST).catch(() => undefined);
  return bytes?.toString('utf8') === text ? 'same' : 'taken';
}

/** Writes a file that is not there, never over anything, and through no link. */
export async function writeNewFile(path: string, text: string): Promise<FileSpot> {
  try {
    await writeFile(path, text, { flag: 'wx' });
    return 'free';
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
    return lookAtSpot(path, text);
  }
}
