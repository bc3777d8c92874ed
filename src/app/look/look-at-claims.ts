import type { Checked, Problem } from '../../core/model/problem.ts';
import type { Claimant } from '../claim/claimant.ts';
import { claimPresence, listClaims } from '../claim/list-claims.ts';
import { glance } from '../claim/observe.ts';
import type { LookAt } from '../plan/plan-deps.ts';
import { storeProblem } from '../store-problem.ts';
import type { ClaimsSight } from './look.ts';
import { ownPaths } from './own-paths.ts';

/**
 * Claims of others that are in force; a table that cannot be seen never stops a plan, which says so. `wrapped`: the claim
 * that whoever asks was started with.
 */
export async function lookAtClaims(
  {
    changes,
    uncommitted,
    wrapped,
  }: Pick<LookAt, 'changes' | 'uncommitted'> & { readonly wrapped?: string | undefined },
  open: () => Promise<Checked<Claimant>>,
): Promise<ClaimsSight> {
  const opened = await open();
  if (!opened.ok) {
    const [problem] = opened.problems;
    return problem ? stoppedBy(problem) : notLooked('unknown');
  }
  const { value: claimant } = opened;
  const [seen, own] = await Promise.all([glance(claimant), claimant.memory.load()]);
  const { table, place } = claimant.store;
  if (!seen.ok) return stoppedBy(storeProblem(seen.failure, table));
  const mine = new Set(own.map(({ anchor }) => anchor));
  const paths = [...(await ownPaths({ changes, uncommitted })).all];
  return {
    table:
      place.kind === 'remote'
        ? { kind: 'seen', name: table, at: claimant.machine.now().wall }
        : { kind: 'local', name: table },
    claims: listClaims(seen.value)
      .claims.filter(({ anchor, over, record }) => !mine.has(anchor) && !over && record.claim !== wrapped)
      .map((claim) => claimPresence(claim, paths)),
    decisions: seen.value.decisions,
  };
}

const stoppedBy = (problem: Problem): ClaimsSight => notLooked(problem.code, problem);

/** Why nobody looked. */
export const notLooked = (why: string, problem?: Problem): ClaimsSight => ({
  table: { kind: 'not-looked', why, ...(problem ? { problem } : {}) },
  claims: [],
});
