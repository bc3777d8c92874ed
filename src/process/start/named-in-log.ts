import { readFile } from 'node:fs/promises';
import { findNames } from '../../core/run/find-names.ts';

/** Which of these names a log has as words; none where it cannot be read. */
export async function namedInLog(path: string, names: readonly string[]): Promise<readonly string[]> {
  if (names.length === 0) return [];
  // byte by byte: what is printed need not be text, and names are ASCII
  const text = await readFile(path, 'latin1').catch(() => '');
  return findNames(text, names);
}
