import { copyFile, stat, utimes } from 'node:fs/promises';

/**
 * Copies an index with its time. Git compares a file's contents where it could have been changed in the very second in
 * which the index was written, and knows that second by the index's own time: a younger copy would hide such changes.
 */
export async function copyIndex(from: string, to: string): Promise<void> {
  await copyFile(from, to);
  const { atime, mtime } = await stat(from);
  await utimes(to, atime, mtime);
}
