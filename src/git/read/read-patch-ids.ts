import type { Oid } from '../../core/model/ids.ts';
import type { CloneReader } from '../clone/clone-reader.ts';
import { EXACT_DIFF } from './read-changes.ts';

const MOST_BYTES = 64 << 20;

// Sample of `git patch-id --stable`: 7eafe07b5c3e387df925c81d5cc5f4f91da440a1 d9180f6f5c402a75c8d35f9f5450a4d37a3c8e53␊

/**
 * What each commit changes against the second one (default: its first parent), as git's patch id: the same for the same
 * lines, wherever they stand. Two processes for all; what cannot be read has none.
 */
export async function readPatchIds(
  reader: CloneReader,
  pairs: readonly (readonly [commit: Oid, against?: Oid])[],
): Promise<ReadonlyMap<Oid, string>> {
  if (pairs.length === 0) return new Map();
  const patches = await reader.run({
    args: [
      'diff-tree',
      '--stdin',
      '-r',
      '-p',
      '-U0', // the lines around it may have changed since
      '--full-index', // binary files differ by their objects
      '--no-renames',
      '--diff-merges=first-parent',
      ...EXACT_DIFF,
    ],
    input: `${pairs.map((pair) => pair.join(' ')).join('\n')}\n`,
    maxBytes: MOST_BYTES,
  });
  const ids = await reader.ask({ args: ['patch-id', '--stable'], input: patches.stdout });
  const lines = ids.toString('latin1').trim().split('\n');
  return new Map(lines.map((line) => [line.slice(line.indexOf(' ') + 1) as Oid, line.split(' ')[0] ?? '']));
}
