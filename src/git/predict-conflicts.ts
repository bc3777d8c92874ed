import { performance } from 'node:perf_hooks';
import type { ConflictQuestion, Prediction } from '../app/ports/repository.ts';
import type { PredictedConflict } from '../core/model/presence.ts';
import type { CloneReader } from './clone-reader.ts';
import { configEnvironment, type Setting } from './config-environment.ts';
import { findConflictLines } from './conflict-lines.ts';
import { splitConfigKey } from './git-config.ts';
import { parseBatch } from './parse-batch.ts';
import { parseMergeTree, type TriedMerge } from './parse-merge-tree.ts';
import { pathToBytes } from './path-bytes.ts';
import { openScratchObjects } from './scratch-objects.ts';

// Files whose lines are looked up; a branch that conflicts in more of them is no longer read line by line.
const MAX_FILES = 200;

type Env = Readonly<Record<string, string>>;

/** `git merge-tree` for all pairs in one process (another one after each pair at which git dies). */
export async function predictConflicts(
  reader: CloneReader,
  ask: ConflictQuestion,
): Promise<readonly Prediction[]> {
  if (ask.pairs.length === 0) return [];
  await using scratch = await openScratchObjects(reader.facts.commonDir);
  const env = { ...scratch.env, ...configEnvironment(plainMerges(reader)) };
  const merges = await tryMerges(reader, ask, env);
  const lines = ask.lines ? await readLines(reader, merges, env) : new Map<string, PredictedConflict>();
  return merges.map((merge, at) =>
    merge?.conflicts.map(({ path }) => lines.get(`${at}:${path}`) ?? { path }),
  );
}

async function tryMerges(
  reader: CloneReader,
  { pairs, timeBudgetMs }: ConflictQuestion,
  env: Env,
): Promise<readonly (TriedMerge | undefined)[]> {
  const merges: (TriedMerge | undefined)[] = [];
  const end = performance.now() + timeBudgetMs;
  while (merges.length < pairs.length) {
    const left = end - performance.now();
    if (left <= 0) break;
    const { code, stdout, cut } = await reader.run({
      args: ['merge-tree', '--stdin', '-z', '--messages', '--allow-unrelated-histories'],
      input: pairs
        .slice(merges.length)
        .map(([ours, theirs]) => `${ours} ${theirs}\n`)
        .join(''),
      env,
      timeoutMs: left,
    });
    merges.push(...parseMergeTree(stdout));
    if (code === 0 || cut) break;
    merges.push(undefined); // the pair at which git died
  }
  return pairs.map((_, at) => merges[at]);
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
    .filter(({ contents }) => contents)
    .slice(0, MAX_FILES);
  const found = new Map<string, PredictedConflict>();
  if (files.length === 0) return found;
  const { stdout } = await reader.run({
    args: ['cat-file', '--batch', '-z'], // names end in NUL: a path may hold a line break
    input: Buffer.concat(
      files.flatMap(({ tree, path }) => [Buffer.from(`${tree}:`), pathToBytes(path), Buffer.alloc(1)]),
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
  ['core.looseCompression', '0'], // what is written is thrown away in a moment
  ...facts.config
    .map(({ key }) => key)
    .filter((key) => splitConfigKey(key).section === 'merge' && splitConfigKey(key).variable === 'driver')
    .map((key): Setting => [key, 'git merge-file --quiet %A %O %B']),
];
