import type { RepoPath } from '../../core/model/ids.ts';
import { execGit } from '../exec-git.ts';
import { pathFromBytes } from '../path-bytes.ts';

/** Every path in the index of the working tree; globs are matched over these. */
export async function listTrackedFiles(root: string): Promise<readonly RepoPath[]> {
  const { stdout } = await execGit({ args: ['ls-files', '-z'], cwd: root });
  const paths: RepoPath[] = [];
  for (let from = 0, end = stdout.indexOf(0); end >= 0; from = end + 1, end = stdout.indexOf(0, from))
    paths.push(pathFromBytes(stdout.subarray(from, end)));
  return paths;
}
