import { compareText } from '../../core/model/compare-text.ts';
import type { Oid, RepoPath } from '../../core/model/ids.ts';
import { hasConflictMarkers } from '../../core/run/has-conflict-markers.ts';
import type { GitCall } from '../exec-git.ts';
import { pathFromBytes, pathToBytes } from '../path-bytes.ts';
import { parseBatch } from '../read/parse-batch.ts';
import { splitNul } from '../split-records.ts';

type Ask = (what: string, call: Omit<GitCall, 'cwd'>) => Promise<Buffer>;

/** More are not looked into; a person sees the first of them soon enough. */
const MOST_FILES = 100;

/**
 * Files of a tree that hold a conflict which the commit before does not. Git itself finds the few whose change has to do
 * with such a mark, so that large changes cost nothing more.
 */
export async function findMarkers(
  ask: Ask,
  { from, to }: { readonly from: Oid; readonly to: Oid },
): Promise<readonly RepoPath[]> {
  const args = ['diff-tree', '-r', '-z', '--name-only', '--no-renames', '--no-ext-diff', '--no-textconv'];
  const listed = await ask('diff-tree', { args: [...args, '-G^<<<<<<<', from, to] });
  const paths = splitNul(listed).map(pathFromBytes).slice(0, MOST_FILES);
  if (paths.length === 0) return [];
  const [before, after] = [await readTexts(ask, from, paths), await readTexts(ask, to, paths)];
  return paths
    .filter((_, at) => hasConflictMarkers(after[at] ?? '') && !hasConflictMarkers(before[at] ?? ''))
    .sort(compareText);
}

/** In the order of the paths; empty where there is none. A name with a newline cannot be asked for. */
async function readTexts(ask: Ask, of: Oid, paths: readonly RepoPath[]): Promise<readonly string[]> {
  const named = paths.filter((path) => !path.includes('\n'));
  const input = named.flatMap((path) => [Buffer.from(`${of}:`), pathToBytes(path), Buffer.from('\n')]);
  const output = await ask('cat-file', { args: ['cat-file', '--batch'], input: Buffer.concat(input) });
  const answers = parseBatch(output, named.length);
  const texts = new Map(
    answers.map((answer, at) => [named[at], answer.found ? answer.content.toString('latin1') : '']),
  );
  return paths.map((path) => texts.get(path) ?? '');
}
