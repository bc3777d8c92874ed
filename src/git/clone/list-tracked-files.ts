import type { RepoPath } from '../../core/model/ids.ts';
import { execGit } from '../exec-git.ts';
import { failGit } from '../fail-git.ts';
import { pathFromBytes } from '../path-bytes.ts';

/** Every path in the index of the working tree; globs are matched over these. */
export async function listTrackedFiles(root: string): Promise<readonly RepoPath[]> {
  const result = await execGit({ args: ['ls-files', '-z'], cwd: root });
  const { code, stdout, stderr } = result;
  // a bare repository has no index; of any other an empty answer would be untrue
  if (code !== 0 && !stderr.includes('must be run in a work tree')) throw failGit('ls-files', result, root);
  const paths: RepoPath[] = [];
  for (let from = 0, end = stdout.indexOf(0); end >= 0; from = end + 1, end = stdout.indexOf(0, from))
    paths.push(pathFromBytes(stdout.subarray(from, end)));
  return paths;
}
