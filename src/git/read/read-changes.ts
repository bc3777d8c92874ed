import type { Range } from '../../app/ports/repository.ts';
import type { Change } from '../../core/model/change.ts';
import { type CloneReader, gitFailure, type ReadCall } from '../clone/clone-reader.ts';
import type { GitResult } from '../exec-git.ts';
import { rawDiffParser } from './parse-raw-diff.ts';

// Counting reads every blob; above this many files it would take longer than all the rest.
const MAX_COUNTED = 20_000;

/** What every diff of ours says, so that no configuration, attribute or driver of the repository changes it. */
export const EXACT_DIFF = [
  '--no-ext-diff', // `diff.external` and drivers' commands are not run
  '--no-textconv', // nor are converters
  '--no-color',
  '--no-relative', // the whole tree, wherever we stand
  '--ignore-submodules=none', // a moved pointer is a change, whatever .gitmodules says
  '-O/dev/null', // no `diff.orderFile`
] as const;

// Inexact renames among at most 400 × 400 files; git's default of 1,000 can take many seconds.
const RENAMES = ['-M', '-l400'] as const;

/** Every path that differs between two commits (or trees); one process, unless that has to be tried with less. */
export async function readChanges(reader: CloneReader, range: Range): Promise<readonly Change[]> {
  let read = await readDiffTree(reader, { how: [...RENAMES, '--raw', '--numstat'], range, max: MAX_COUNTED });
  if (read.result.cut) read = await readDiffTree(reader, { how: [...RENAMES, '--raw'], range });
  // In a partial clone blobs that nobody has cannot be counted or compared; names and exact renames need none.
  if (!read.changes && reader.partial) read = await readDiffTree(reader, { how: ['-M100%', '--raw'], range });
  if (read.changes) return read.changes;
  throw gitFailure(read.call, read.result, reader.cwd);
}

interface DiffQuestion {
  readonly how: readonly string[];
  readonly range: Range;
  /** Given up when there are more. */
  readonly max?: number;
}

async function readDiffTree(
  reader: CloneReader,
  { how, range, max = Number.POSITIVE_INFINITY }: DiffQuestion,
): Promise<{ call: ReadCall; result: GitResult; changes?: readonly Change[] }> {
  const parser = rawDiffParser();
  const call: ReadCall = {
    args: ['diff-tree', '-r', '-z', ...how, ...EXACT_DIFF, '--end-of-options', range.base, range.head, '--'],
    onStdout(chunk) {
      parser.push(chunk);
      return parser.count <= max;
    },
  };
  const result = await reader.run(call);
  return { call, result, ...(result.code === 0 && !result.cut ? { changes: parser.end() } : {}) };
}
