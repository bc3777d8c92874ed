import { lstat } from 'node:fs/promises';
import type { Checkout } from '../../app/ports/checkout.ts';
import type { RepoPath } from '../../core/model/ids.ts';
import { pathToBytes } from '../path-bytes.ts';
import type { CloneFacts } from './clone-facts.ts';
import { makeCloneReader } from './clone-reader.ts';
import { readUncommitted } from './read-uncommitted.ts';

/** How the user's checkout stands; `undefined` where there is none. Nothing of it is locked, written, or executed. */
export function openCheckout(clone: CloneFacts): Checkout | undefined {
  const { topLevel: root, head } = clone;
  if (root === undefined || head.kind === 'unborn') return undefined;
  const reader = makeCloneReader(clone, head.oid);
  const stamps: Checkout['stamps'] = async (paths) =>
    new Map(await Promise.all(paths.map(async (path) => [path, await stampOf(root, path)] as const)));
  return {
    stamps,
    look: async () => {
      const [at, changed] = await Promise.all([
        reader.run({ args: ['rev-parse', '--verify', '--quiet', 'HEAD'] }),
        readUncommitted(reader),
      ]);
      if (at.code !== 0 || changed === undefined) return undefined;
      const paths = [...changed.tracked, ...changed.untracked];
      return { head: at.stdout.toString('latin1').trim(), changed: await stamps(paths) };
    },
  };
}

async function stampOf(root: string, path: RepoPath): Promise<string> {
  const file = Buffer.concat([Buffer.from(`${root}/`), pathToBytes(path)]); // names are bytes
  const stat = await lstat(file, { bigint: true }).catch(() => undefined);
  return stat === undefined || stat.isDirectory() ? '' : `${stat.mtimeNs} ${stat.ctimeNs} ${stat.size}`;
}
