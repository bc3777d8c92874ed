import { damagedIn, withoutMark } from '../core/claim/our-damage.ts';
import { type Problem, ProblemError, problemOf } from '../core/model/problem.ts';
import { diskProblemOfGit } from '../process/disk/disk-problem.ts';
import type { GitResult } from './exec-git.ts';

// error: bad signature 0x00000000 / fatal: .git/index: index file smaller than expected / fatal: index file corrupt.
// Commands that ask nothing of the index read it too, for the attributes.
const INDEX =
  /index file (?:corrupt|smaller|open failed)|bad (?:index file|signature)|index .*corrupt|unordered stage/;

/** What git that failed says of this machine: the disk refuses, the index is damaged, or something else is broken. */
function problemOfGit(ask: {
  readonly command: string;
  readonly result: Pick<GitResult, 'code' | 'stderr'>;
  /** Where it worked: named where git names no file. */
  readonly place: string;
}): Problem {
  const { command, place } = ask;
  const { code, stderr } = ask.result;
  const disk = diskProblemOfGit(stderr, place);
  if (disk) return disk;
  const detail = stderr.trim().slice(0, 500) || `exit code ${code}`;
  const ours = damagedIn(stderr);
  if (ours !== undefined)
    return problemOf('private-damaged', { path: ours, files: [], refs: [], detail: withoutMark(detail) });
  if (INDEX.test(stderr))
    return problemOf('index-damaged', {
      path: place,
      detail: detail.split('\n')[0]?.replace(/^(fatal|error): /, '') ?? '',
    });
  return problemOf('git-failed', { command, detail });
}

/** For questions that git always answers unless the repository is broken or the disk refuses: the world's failures. */
export const failGit = (command: string, result: GitResult, place = ''): ProblemError =>
  new ProblemError(problemOfGit({ command, result, place }));
