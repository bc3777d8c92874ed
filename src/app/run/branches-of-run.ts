import type { Oid, RefName } from '../../core/model/ids.ts';
import { refName } from '../../core/model/ids.ts';
import { shortBranch } from '../../core/model/short-branch.ts';
import type { RunContext } from '../perform/run-context.ts';
import type { MadePlan } from '../plan/make-plan.ts';

/** The branches whose movement concerns this work. */
export function branchesOf({ plan, base }: MadePlan): NonNullable<RunContext['watch']>['branches'] {
  const name = base.ref?.replace(/^refs\/(heads|remotes\/[^/]+)\//, '');
  return [
    ...(name === undefined ? [] : [{ ref: refName(`refs/heads/${name}`), since: plan.base }]),
    { ref: refName(`refs/heads/${plan.target}`), since: plan.head },
  ];
}

/** What an agent expects to find by name: the branch that it works for, and its base. */
export function refsToShow({ plan, base }: MadePlan): ReadonlyMap<RefName, Oid> {
  const refs = new Map<RefName, Oid>();
  const name = shortBranch(base.name);
  if (/^[A-Za-z0-9][\w./-]*$/.test(name) && !name.includes('..'))
    refs.set(refName(`refs/heads/${name}`), plan.base);
  if (/^[A-Za-z0-9][\w./-]*$/.test(plan.target) && !plan.target.includes('..'))
    refs.set(refName(`refs/heads/${plan.target}`), plan.head);
  return refs;
}
