import type { RepoPath } from '../../core/model/ids.ts';
import { execGit } from '../exec-git.ts';
import { pathFromBytes } from '../path-bytes.ts';

// Sample of `git status --porcelain=v1 -z --no-renames`: ` M src/a.ts\0?? notes.txt\0`

/** Paths of the working tree that differ from HEAD, untracked ones too, each file by itself. */
export async function listUncommitted(root: string): Promise<readonly RepoPath[]> {
  const { stdout } = await execGit({
    args: [
      'status',
      '--porcelain=v1',
      '-z',
      '--no-renames',
      '--untracked-files=all',
      '--ignore-submodules=dirty',
    ],
    cwd: root,
  });
  const paths: RepoPath[] = [];
  for (let from = 0, end = stdout.indexOf(0); end >= 0; from = end + 1, end = stdout.indexOf(0, from))
    paths.push(pathFromBytes(stdout.subarray(from + 3, end)));
  return paths;
}
