import { availableParallelism } from 'node:os';
import { performance } from 'node:perf_hooks';
import type { ConflictQuestion, Prediction } from '../../app/ports/repository.ts';
import type { PredictedConflict } from '../../core/model/presence.ts';
import type { CloneReader } from '../clone/clone-reader.ts';
import { configEnvironment, type Setting } from '../config-environment.ts';
import { splitConfigKey } from '../git-config.ts';
import { pathToBytes } from '../path-bytes.ts';
import { findConflictLines } from './conflict-lines.ts';
import { parseBatch } from './parse-batch.ts';
import { parseMergeTree, type TriedMerge } from './parse-merge-tree.ts';
import { openScratchObjects } from './scratch-objects.ts';

// Files whose lines are looked up; a branch that conflicts in more of them is no longer read line by line.
const MAX_FILES = 200;

type Env = Readonly<Record<string, string>>;

/** What `git merge-tree` says of each pair, in a few processes that share the work. */
export async function predictConflicts(
  reader: CloneReader,
  ask: ConflictQuestion,
): Promise<readonly Prediction[]> {
  if (ask.pairs.length === 0) return [];
  await using scratch = await openScratchObjects(reader.objects);
  const env = { ...scratch.env, ...configEnvironment(plainMerges(reader)) };
  const merges = await tryMerges(reader, ask, env);
  const lines = ask.lines ? await readLines(reader, merges, env) : new Map<string, PredictedConflict>();
  return merges.map((merge, at) =>
    merge?.conflicts.map(({ path }) => lines.get(`${at}:${path}`) ?? { path }),
  );
}

// Git writes its answers in blocks, so what was done is lost when the time is up: never more than one chunk's. Several
// processes at once, because a merge keeps one core busy.
const CHUNK = 12;
const WORKERS = Math.min(4, availableParallelism());

async function tryMerges(
  reader: CloneReader,
  { pairs, timeBudgetMs }: ConflictQuestion,
  env: Env,
): Promise<readonly (TriedMerge | undefined)[]> {
  const merges: (TriedMerge | undefined)[] = pairs.map(() => undefined);
  const end = performance.now() + timeBudgetMs;
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
  { pairs, env, end }: { readonly pairs: ConflictQuestion['pairs']; readonly env: Env; readonly end: number },
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

/** What a person would see as conflict markers, by line of the merged file. */
async function readLines(
  reader: CloneReader,
  merges: readonly (TriedMerge | undefined)[],
  env: Env,
): Promise<ReadonlyMap<string, PredictedConflict>> {
  const files = merges
    .flatMap((merge, at) =>
      (merge?.conflicts ?? []).map((conflict) => ({ ...conflict, at, tree: merge?.tree ?? '' })),
    )
    .filter(({ contents, path }) => contents && !path.includes('\n'))
    .slice(0, MAX_FILES);
  const found = new Map<string, PredictedConflict>();
  if (files.length === 0) return found;
  const { stdout } = await reader.run({
    args: ['cat-file', '--batch'],
    input: Buffer.concat(
      files.flatMap(({ tree, path }) => [Buffer.from(`${tree}:`), pathToBytes(path), Buffer.from('\n')]),
    ),
    env,
    maxBytes: 64 << 20,
  });
  for (const [index, answer] of parseBatch(stdout, files.length).entries()) {
    const file = files[index];
    const lines = file && answer.found ? findConflictLines(answer.content) : [];
    if (file && lines.length > 0) found.set(`${file.at}:${file.path}`, { path: file.path, lines });
  }
  return found;
}

/** No command of the repository's configuration runs: its merge drivers do what git does by itself. */
const plainMerges = ({ facts }: CloneReader): readonly Setting[] => [
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
