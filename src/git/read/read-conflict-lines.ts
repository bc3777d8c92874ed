import type { Oid } from '../../core/model/ids.ts';
import type { PredictedConflict } from '../../core/model/presence.ts';
import type { CloneReader } from '../clone/clone-reader.ts';
import { pathToBytes } from '../path-bytes.ts';
import { findConflictLines } from './conflict-markers.ts';
import { type BatchAnswer, parseBatch } from './parse-batch.ts';
import type { TriedMerge } from './parse-merge-tree.ts';

// Files whose lines are looked up; a branch that conflicts in more of them is no longer read line by line.
const MAX_FILES = 200;

/** The conflicts of each merge with what a person would see as markers, by line of the merged file; one process. */
export async function readConflictLines(
  reader: CloneReader,
  merges: readonly TriedMerge[],
  env: Readonly<Record<string, string>>,
): Promise<readonly (readonly PredictedConflict[])[]> {
  const files = merges
    .flatMap(({ conflicts, tree }, at) => conflicts.map((conflict) => ({ ...conflict, at, tree })))
    .filter(({ contents, path }) => contents && !path.includes('\n'))
    .slice(0, MAX_FILES);
  const found = new Map<string, PredictedConflict>();
  for (const [index, answer] of (await readMerged(reader, files, env)).entries()) {
    const file = files[index];
    const lines = file && answer.found ? findConflictLines(answer.content) : [];
    if (file && lines.length > 0) found.set(`${file.at}:${file.path}`, { path: file.path, lines });
  }
  return merges.map(({ conflicts }, at) =>
    conflicts.map(({ path }) => found.get(`${at}:${path}`) ?? { path }),
  );
}

/** Files of merged trees, in one process; their names hold no line break. */
export async function readMerged(
  reader: CloneReader,
  files: readonly { readonly tree: Oid; readonly path: string }[],
  env: Readonly<Record<string, string>>,
): Promise<readonly BatchAnswer[]> {
  if (files.length === 0) return [];
  const { stdout } = await reader.run({
    args: ['cat-file', '--batch'],
    input: Buffer.concat(
      files.flatMap(({ tree, path }) => [Buffer.from(`${tree}:`), pathToBytes(path), Buffer.from('\n')]),
    ),
    env,
    maxBytes: 64 << 20,
  });
  return parseBatch(stdout, files.length);
}
