import { type Problem, problemOf } from '../../core/model/problem.ts';
import { execGit } from '../exec-git.ts';
import type { CloneFacts } from './clone-facts.ts';

/**
 * Whether a clone keeps its large files by git-annex: links into a store with settings and hooks of its own, where an
 * agent's repository would find nothing, or be a place that others count on.
 */
export async function findAnnex({
  commonDir,
  config,
}: Pick<CloneFacts, 'commonDir' | 'config'>): Promise<Problem | undefined> {
  if (config.some(({ key, scope }) => key === 'annex.uuid' && scope === 'local'))
    return problemOf('git-annex', { path: commonDir, what: 'annex.uuid' });
  const places = ['refs/heads/git-annex', 'refs/remotes/*/git-annex'];
  const args = ['--git-dir', commonDir, 'for-each-ref', '--count=1', '--format=%(refname)', ...places];
  const ref = (await execGit({ args, cwd: commonDir })).stdout.toString('utf8').trim();
  return ref === '' ? undefined : problemOf('git-annex', { path: commonDir, what: ref });
}
