import { InternalError } from '../core/model/unreachable.ts';
import type { GitResult } from './exec-git.ts';

/** For questions that git always answers unless the repository is broken or the disk is full. */
export function failGit(what: string, result: GitResult): InternalError {
  return new InternalError(`git ${what} ended with ${result.code}: ${result.stderr.trim().slice(0, 500)}`);
}
