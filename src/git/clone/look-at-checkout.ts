import { lstat } from 'node:fs/promises';
import type { Checkout } from '../../app/ports/checkout.ts';
import type { RepoPath } from '../../core/model/ids.ts';
import { execGit } from '../exec-git.ts';
import { pathToBytes } from '../path-bytes.ts';
import type { CloneFacts } from './clone-facts.ts';
import { listUncommitted } from './list-uncommitted.ts';

/** How the user's checkout stands; `undefined` in a bare clone. Nothing of it is locked or written. */
export function openCheckout({ topLevel: root }: CloneFacts): Checkout | undefined {
  if (root === undefined) return undefined;
  const stamps = async (paths: readonly RepoPath[]): Promise<ReadonlyMap<RepoPath, string>> =>
    new Map(await Promise.all(paths.map(async (path) => [path, await stampOf(root, path)] as const)));
  return {
    stamps,
    look: async () => {
      const [head, changed] = await Promise.all([
        execGit({ args: ['rev-parse', '--verify', '--quiet', 'HEAD'], cwd: root }),
        listUncommitted(root),
      ]);
      if (head.code !== 0) return undefined;
      return { head: head.stdout.toString('latin1').trim(), changed: await stamps(changed) };
    },
  };
}

async function stampOf(root: string, path: RepoPath): Promise<string> {
  const file = Buffer.concat([Buffer.from(`${root}/`), pathToBytes(path)]); // names are bytes
  const stat = await lstat(file, { bigint: true }).catch(() => undefined);
  return stat === undefined || stat.isDirectory() ? '' : `${stat.mtimeNs} ${stat.ctimeNs} ${stat.size}`;
}
