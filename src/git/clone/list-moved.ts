import type { Oid, RepoPath } from '../../core/model/ids.ts';
import { execGit } from '../exec-git.ts';
import { failGit } from '../fail-git.ts';
import { pathFromBytes } from '../path-bytes.ts';
import { splitNul } from '../split-records.ts';
import type { CloneFacts } from './clone-facts.ts';

/**
 * The paths that came with the move of a working tree from one commit to another: what the other side changed since both
 * had the same, not what is only left behind. Rejects where a commit is not there.
 */
export async function listMoved(
  clone: CloneFacts,
  { from, to }: { readonly from: Oid; readonly to: Oid },
): Promise<readonly RepoPath[]> {
  const cwd = clone.topLevel ?? clone.gitDir;
  const fork = await execGit({ args: ['merge-base', from, to], cwd });
  // 1: no history in common
  if (fork.code > 1 || fork.code < 0) throw failGit('merge-base', fork, cwd);
  const common = fork.code === 0 ? fork.stdout.toString('latin1').trim() : from;
  const result = await execGit({
    args: ['diff-tree', '-r', '--name-only', '--no-renames', '-z', common, to, '--'],
    cwd,
  });
  if (result.code !== 0) throw failGit('diff-tree', result, cwd);
  return splitNul(result.stdout).map(pathFromBytes);
}
