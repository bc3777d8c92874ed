import { join } from 'node:path';
import type { RepoPath } from '../../core/model/ids.ts';
import { readUntrusted } from '../agent/read-untrusted.ts';
import type { TreeDifference } from './parse-tree-diff.ts';

const MOST_FILES = 100;
const LARGEST = 1024 * 1024;

/**
 * Whether certainly none of the changed files holds a mark of a conflict, by a look at the files themselves: that is most
 * often so, and spares a process for each task. What is large, no plain file, or written in no encoding of ASCII's kind is
 * left to git.
 */
export async function holdNoMarks(folder: string, changed: readonly TreeDifference[]): Promise<boolean> {
  const there = changed.filter(({ newMode }) => newMode !== '000000');
  if (there.length > MOST_FILES) return false;
  const clean = await Promise.all(there.map(({ path }) => holdsNoMark(folder, path)));
  return clean.every(Boolean);
}

async function holdsNoMark(folder: string, path: RepoPath): Promise<boolean> {
  if (!path.isWellFormed()) return false; // a name as bytes
  const text = await readUntrusted(join(folder, path), LARGEST);
  return text !== undefined && !text.includes('<<<<<<<') && !text.includes('\0');
}
