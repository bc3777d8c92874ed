import type { Oid, RepoPath } from '../../core/model/ids.ts';
import { failGit } from '../fail-git.ts';
import { pathFromBytes } from '../path-bytes.ts';
import type { PrivateRepository } from '../private/private-repository.ts';
import { splitNul } from './merge-trees.ts';

export interface Submodule {
  readonly path: RepoPath;
  /** The commit that it is at. */
  readonly oid: Oid;
}

// Sample of `git ls-files -s -z` (NUL written as ␀): 160000 1f2e… 0\tlib␀

/** The submodules that an index names; without a `.gitmodules` in it there are none. */
export async function listSubmodules(
  repository: PrivateRepository,
  index: string,
): Promise<readonly Submodule[]> {
  const list = async (...paths: readonly string[]): Promise<readonly Buffer[]> => {
    const env = { GIT_INDEX_FILE: index };
    const result = await repository.git({ args: ['ls-files', '-s', '-z', '--', ...paths], env });
    if (result.code !== 0) throw failGit('ls-files', result);
    return splitNul(result.stdout);
  };
  if ((await list('.gitmodules')).length === 0) return [];
  return (await list()).flatMap((entry) => {
    const [, oid] = /^160000 ([0-9a-f]+) 0\t/.exec(entry.toString('latin1')) ?? [];
    const path = pathFromBytes(entry.subarray(entry.indexOf(9) + 1));
    return oid === undefined ? [] : [{ path, oid: oid as Oid }];
  });
}
