import { randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Oid, RepoPath } from '../../core/model/ids.ts';
import { oidOf } from '../../core/model/ids.ts';
import { failGit } from '../fail-git.ts';
import { pathToBytes } from '../path-bytes.ts';
import type { PrivateRepository } from '../private/private-repository.ts';
import { splitNul } from '../split-records.ts';

export interface TakenPaths {
  readonly tree: Oid;
  /** Where the paths are taken from: a tree or a commit. */
  readonly from: Oid;
  readonly paths: readonly RepoPath[];
}

/** The tree with these files as another tree has them; what is absent there is absent then. */
export async function takePaths(repository: PrivateRepository, wish: TakenPaths): Promise<Oid> {
  const index = join(repository.path, `index-${randomUUID()}`);
  const git = async (args: readonly string[], input?: Uint8Array): Promise<Buffer> => {
    const env = { GIT_INDEX_FILE: index };
    const result = await repository.git({ args, env, ...(input === undefined ? {} : { input }) });
    if (result.code !== 0) throw failGit(args[0] ?? '', result);
    return result.stdout;
  };
  try {
    await git(['read-tree', wish.tree]);
    await git(['update-index', '-z', '--replace', '--index-info'], await entriesOf(git, wish));
    return oidOf((await git(['write-tree'])).toString('latin1').trim());
  } finally {
    await rm(index, { force: true });
  }
}

// out: 100644 blob f3a1…\tpath\0      in: the same, or 0 and a null object for what is to be removed
async function entriesOf(
  git: (args: readonly string[]) => Promise<Buffer>,
  { from, paths }: TakenPaths,
): Promise<Buffer> {
  const entries = new Map<string, Buffer>();
  for (const entry of splitNul(await git(['ls-tree', '-r', '-z', '--full-tree', from])))
    entries.set(entry.subarray(entry.indexOf(9) + 1).toString('latin1'), entry);
  const lines = paths.map((path): Buffer => {
    const name = pathToBytes(path);
    const removed = Buffer.concat([Buffer.from(`0 ${'0'.repeat(from.length)}\t`), name]);
    return entries.get(Buffer.from(name).toString('latin1')) ?? removed;
  });
  return Buffer.concat(lines.flatMap((line) => [line, Buffer.from('\0')]));
}
