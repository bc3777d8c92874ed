import { availableParallelism } from 'node:os';
import { performance } from 'node:perf_hooks';
import type { Oid } from '../../core/model/ids.ts';
import type { CloneReader } from '../clone/clone-reader.ts';
import type { Setting } from '../config-environment.ts';
import { splitConfigKey } from '../git-config.ts';
import { parseMergeTree, type TriedMerge } from './parse-merge-tree.ts';

export interface MergeRound {
  readonly pairs: readonly (readonly [ours: Oid, theirs: Oid])[];
  readonly env: Readonly<Record<string, string>>;
  /** By `performance.now()`: then the pairs that are not done stay without an answer. */
  readonly end: number;
}

// Git writes its answers in blocks, so what was done is lost when the time is up: never more than one chunk's. Several
// processes at once, because a merge keeps one core busy.
const CHUNK = 12;
const WORKERS = Math.min(4, availableParallelism());

/** `git merge-tree` of each pair, in a few processes that share the work; `undefined`: not done, or git could not. */
export async function tryMerges(
  reader: CloneReader,
  { pairs, env, end }: MergeRound,
): Promise<readonly (TriedMerge | undefined)[]> {
  const merges: (TriedMerge | undefined)[] = pairs.map(() => undefined);
  let next = 0;
  const work = async (): Promise<void> => {
    while (next < pairs.length && performance.now() < end) {
      const from = next;
      next += Math.min(CHUNK, Math.ceil(pairs.length / WORKERS));
      const done = await mergeChunk(reader, { pairs: pairs.slice(from, next), env, end });
      for (const [at, merge] of done.entries()) merges[from + at] = merge;
    }
  };
  await Promise.all(Array.from({ length: WORKERS }, work));
  return merges;
}

/** One process, and another one after each pair at which git dies. */
async function mergeChunk(
  reader: CloneReader,
  { pairs, env, end }: MergeRound,
): Promise<readonly (TriedMerge | undefined)[]> {
  const merges: (TriedMerge | undefined)[] = [];
  while (merges.length < pairs.length) {
    const left = end - performance.now();
    if (left <= 0) break;
    const input = pairs.slice(merges.length).map(([ours, theirs]) => `${ours} ${theirs}\n`);
    const { code, stdout, cut } = await reader.run({
      args: ['merge-tree', '--stdin', '-z', '--messages', '--allow-unrelated-histories'],
      input: input.join(''),
      env,
      timeoutMs: left,
    });
    merges.push(...parseMergeTree(stdout));
    if (code === 0 || cut) break;
    merges.push(undefined);
  }
  return merges;
}

/** No command of the repository's configuration runs: its merge drivers do what git does by itself. */
export const plainMerges = ({ facts }: CloneReader): readonly Setting[] => [
  ['merge.renormalize', 'false'], // would run filters
  ['merge.conflictStyle', 'merge'], // the markers that `findConflictLines` knows
  // what is written is thrown away in a moment
  ['core.looseCompression', '0'],
  ['core.fsync', 'none'],
  ...facts.config
    .map(({ key }) => key)
    .filter((key) => splitConfigKey(key).section === 'merge' && splitConfigKey(key).variable === 'driver')
    .map((key): Setting => [key, 'git merge-file --quiet %A %O %B']),
];
