import { lstat } from 'node:fs/promises';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import type { Oid, RepoPath } from '../../core/model/ids.ts';
import type { CloneReader } from '../clone/clone-reader.ts';
import { withoutFilters } from '../clone/without-filters.ts';
import { configEnvironment, type Setting } from '../config-environment.ts';
import { pathToBytes } from '../path-bytes.ts';
import { openScratchObjects } from './scratch-objects.ts';

// What a person has changed by hand since the last commit. More is a generated tree, and hashing it takes longer than a look.
const MOST_FILES = 1_000;
const MOST_BYTES = 32 * 1024 * 1024;

/**
 * The working tree as a commit on HEAD, with what stands at these paths now, in a throw-away store that the reader sees.
 * The user's index is neither read nor locked, and no filter of the configuration runs. `undefined`: there is too much of
 * it, or it took too long, or something stands there that git cannot hold.
 */
export async function snapshotWork(
  reader: CloneReader,
  paths: readonly RepoPath[],
  timeBudgetMs: number,
): Promise<Oid | undefined> {
  if (paths.length > MOST_FILES || (await isTooLarge(reader, paths))) return undefined;
  const end = performance.now() + timeBudgetMs;
  const scratch = await openScratchObjects(reader.objects);
  const env = {
    ...scratch.env,
    ...AUTHOR,
    ...configEnvironment([...withoutFilters(reader), ...PLAIN]),
    GIT_INDEX_FILE: join(scratch.folder, 'index'),
  };
  const ask = async (args: readonly string[], input: string | Buffer = ''): Promise<string | undefined> => {
    const timeoutMs = Math.max(1, end - performance.now());
    const { code, stdout } = await reader.run({ args, env, input, timeoutMs });
    return code === 0 ? stdout.toString('latin1').trim() : undefined;
  };
  // from the commit and not from the user's index, which may be half merged, split, sparse or locked
  if ((await ask(['read-tree', reader.head])) === undefined) return undefined;
  const names = Buffer.concat(paths.flatMap((path) => [pathToBytes(path), Buffer.from([0])]));
  if ((await ask(['update-index', '-z', '--add', '--remove', '--stdin'], names)) === undefined)
    return undefined;
  const tree = await ask(['write-tree', '--missing-ok']); // in a partial clone blobs are missing
  const commit = tree && (await ask(['commit-tree', tree, '-p', reader.head]));
  if (commit) reader.addObjects(scratch.folder);
  return commit ? (commit as Oid) : undefined;
}

const AUTHOR = {
  GIT_AUTHOR_NAME: 'agentic-plan',
  GIT_AUTHOR_EMAIL: 'agentic-plan@localhost',
  GIT_COMMITTER_NAME: 'agentic-plan',
  GIT_COMMITTER_EMAIL: 'agentic-plan@localhost',
  GIT_AUTHOR_DATE: '@0 +0000',
  GIT_COMMITTER_DATE: '@0 +0000',
};

const PLAIN: readonly Setting[] = [
  ['core.splitIndex', 'false'], // would write a part of the index into the clone
  ['core.sparseCheckout', 'false'],
  ['index.sparse', 'false'],
  ['core.untrackedCache', 'false'],
  ['core.safecrlf', 'false'],
  ['core.looseCompression', '0'],
  ['core.fsync', 'none'],
];

async function isTooLarge({ cwd }: CloneReader, paths: readonly RepoPath[]): Promise<boolean> {
  const root = Buffer.from(`${cwd}/`);
  const sizes = await Promise.all(
    paths.map(
      async (path) => (await lstat(Buffer.concat([root, pathToBytes(path)])).catch(() => undefined))?.size,
    ),
  );
  return sizes.reduce<number>((sum, size = 0) => sum + size, 0) > MOST_BYTES;
}
