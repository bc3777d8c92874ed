import type { RepoPath } from '../../core/model/ids.ts';
import { execGit } from '../exec-git.ts';
import { pathFromBytes } from '../path-bytes.ts';
import { splitNul } from '../split-records.ts';
import type { CloneFacts } from './clone-facts.ts';

/** The paths that commits of HEAD change which no remote-tracking branch holds; `undefined` where git does not say. */
export async function listUnpushed(clone: CloneFacts): Promise<readonly RepoPath[] | undefined> {
  if (clone.head.kind === 'unborn' || clone.remotes.length === 0) return undefined;
  const log = await execGit({
    args: [
      'log',
      '-z',
      '--format=',
      '--name-only',
      '--no-renames',
      '-m',
      '--max-count=1000',
      clone.head.oid,
      '--not',
      '--remotes',
      '--',
    ],
    cwd: clone.topLevel ?? clone.gitDir,
  });
  if (log.code !== 0) return undefined;
  return [...new Set(splitNul(log.stdout).map(pathFromBytes))].filter((path) => path !== '');
}
