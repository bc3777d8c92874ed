import type { RepoPath } from '../../core/model/ids.ts';
import { execGit } from '../exec-git.ts';
import { pathFromBytes, pathToBytes } from '../path-bytes.ts';
import { splitNul } from '../split-records.ts';
import type { CloneFacts } from './clone-facts.ts';

/** The paths without those that git ignores, which nobody else ever gets. Where git does not say, all of them. */
export async function keepIgnoredOut(
  { topLevel, gitDir }: Pick<CloneFacts, 'topLevel' | 'gitDir'>,
  paths: readonly RepoPath[],
): Promise<readonly RepoPath[]> {
  // With `./` no name is taken for a pattern, which this command does not let be switched off.
  const input = Buffer.concat(
    paths.flatMap((path) => [Buffer.from('./'), pathToBytes(path), Buffer.from('\0')]),
  );
  const asked = await execGit({
    args: ['check-ignore', '-z', '--stdin'],
    cwd: topLevel ?? gitDir,
    input,
    env: { GIT_LITERAL_PATHSPECS: undefined }, // which it does not know
  });
  if (asked.code !== 0) return paths; // 1: none is
  const ignored = new Set(splitNul(asked.stdout).map((name) => pathFromBytes(name).replace(/^\.\//, '')));
  return paths.filter((path) => !ignored.has(path));
}
