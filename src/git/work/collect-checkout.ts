import { randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Oid } from '../../core/model/ids.ts';
import { oidOf } from '../../core/model/ids.ts';
import { failGit } from '../fail-git.ts';
import type { PrivateRepository } from '../private/private-repository.ts';
import { gitOn } from './folder-git.ts';

/**
 * What stands in a checkout that somebody else's tool has worked in, as a tree. An agent may own its repository by now: only ours
 * is used, with an index of its own.
 */
export async function collectCheckout(repository: PrivateRepository, path: string, base: Oid): Promise<Oid> {
  const index = join(repository.path, `index-${randomUUID()}`);
  const git = gitOn({ repository, fresh: { path, sparse: false }, index });
  const must = async (args: readonly string[]): Promise<Buffer> => {
    const result = await git(args);
    if (result.code !== 0) throw failGit(args[0] ?? '', result);
    return result.stdout;
  };
  try {
    await must(['read-tree', base]);
    await must(['add', '-A', '--', '.']);
    return oidOf((await must(['write-tree'])).toString('latin1').trim());
  } finally {
    await rm(index, { force: true });
  }
}
