import type { RefName } from '../../core/model/ids.ts';
import { type Problem, problemOf } from '../../core/model/problem.ts';
import { shortBranch } from '../../core/model/short-branch.ts';
import { judgeBranchRules } from '../../core/run/judge-branch-rules.ts';
import type { Claimant } from '../claim/claimant.ts';
import { readTable } from '../opening/read-table.ts';
import type { ResultBranch } from '../perform/run-ground.ts';
import type { MadePlan } from '../plan/make-plan.ts';
import type { BranchRules } from '../ports/forge.ts';
import type { RefStore } from '../ports/ref-store.ts';

/** What the forge's rules would refuse of the result branch, where they can be asked for; nothing is sent to find out. */
export async function findBranchRules(
  ref: RefName,
  { store, forge }: { readonly store: RefStore; readonly forge: BranchRules | undefined },
): Promise<Problem | undefined> {
  const branch = shortBranch(ref);
  const rules = (await forge?.rulesOf(branch)) ?? [];
  if (forge === undefined || rules.length === 0) return undefined;
  const listed = await store.list([ref]);
  const broken = judgeBranchRules(rules, { branch, exists: listed.ok && listed.value.has(ref) });
  return broken.length === 0
    ? undefined
    : problemOf('branch-rules', { branch, host: forge.host, rules: broken });
}

/** The same, and what stands in the branch's way, for whoever starts nothing; as warnings. */
export async function warnOfBranch(ask: {
  readonly claimant: Claimant;
  readonly made: MadePlan;
  readonly branch: ResultBranch;
  readonly forge: BranchRules | undefined;
  /** What keeps a branch of the clone from being moved. */
  readonly cloneObstacle: (ref: RefName) => Promise<string | undefined>;
}): Promise<readonly Problem[]> {
  const { claimant, made, branch, forge } = ask;
  if (branch.isPatch) return [];
  const [ruled, seen, here] = await Promise.all([
    findBranchRules(branch.ref, { store: claimant.store, forge }),
    readTable({ claimant, run: made.plan.run, branch, ids: new Set() }),
    branch.in === 'clone' ? ask.cloneObstacle(branch.ref) : undefined,
  ]);
  const other = seen.ok ? seen.value.inTheWay : undefined;
  const detail = here ?? (other && `there is a branch ${shortBranch(other)}`);
  const name = shortBranch(branch.ref);
  const frame = { severity: 'warning' } as const;
  return [
    ...(detail === undefined ? [] : [problemOf('result-branch-taken', { branch: name, detail }, frame)]),
    ...(ruled === undefined ? [] : [{ ...ruled, ...frame }]),
  ];
}
