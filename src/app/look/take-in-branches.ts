import { conflictsOfOurs, isPlaced, type Renames } from '../../core/analyse/conflicts-of-ours.ts';
import type { OwnPaths } from '../../core/analyse/meet-paths.ts';
import type { Oid, RepoPath } from '../../core/model/ids.ts';
import type { PredictedConflict } from '../../core/model/presence.ts';
import type { BranchListing, MergeOutcome, Range, Repository, TrialMerges } from '../ports/repository.ts';

/** What the base is merged with. */
export interface TakingIn {
  readonly repository: Pick<Repository, 'readChanges'>;
  readonly trial: TrialMerges;
  readonly own: OwnPaths;
  readonly ours: Oid;
  readonly base: { readonly commit: Oid; readonly moved: BranchListing['base'] };
}

/** A branch, by what the merges need of it. */
export interface Taken {
  readonly tip: Oid;
  readonly from: Oid;
}

/** What becomes of a branch when the base takes it in. */
export type Fate =
  /** The base has all of it already, in other commits. */
  | { readonly kind: 'landed' }
  /** It conflicts with the base by itself. */
  | { readonly kind: 'stale' }
  | { readonly kind: 'open'; readonly conflicts: readonly PredictedConflict[] }
  | { readonly kind: 'unknown' };

/** What the base meets when it takes in ours, and each of the others beside ours. */
export interface TakenIn<Branch> {
  /** Conflicts of ours with the base itself, in files of ours. */
  readonly ours: MergeOutcome;
  readonly others: ReadonlyMap<Branch, Fate>;
}

const LINES = { lines: true } as const;
const NO_LINES = { lines: false } as const;
const UNKNOWN: MergeOutcome = { kind: 'unknown' };

/** Each branch by itself first; what is open then is taken in together with ours, one after the other in either order. */
export async function takeInBranches<Branch extends Taken>(
  taking: TakingIn,
  branches: readonly Branch[],
): Promise<TakenIn<Branch>> {
  const { trial, base } = taking;
  const tip = base.moved?.tip ?? base.commit;
  // the base taken into itself is the base: so we learn its tree; what is ahead of it has something that it has not
  const needsTree = branches.some(({ from }) => from !== tip);
  const [ours, [itself, ...alone]] = await Promise.all([
    takeInOurs(taking),
    trial.takeIn([...(needsTree ? [[tip]] : [[]]), ...branches.map((branch) => [branch.tip])], NO_LINES),
  ]);
  const others = new Map<Branch, Fate>();
  const open = branches.filter((branch, at) => {
    const fate = fateAlone(alone[at] ?? UNKNOWN, itself);
    if (fate) others.set(branch, fate);
    return fate === undefined;
  });
  const outcomes = await takeInBeside(taking, open, ours);
  for (const [at, branch] of open.entries())
    others.set(branch, await fateBeside(taking, branch, outcomes[at] ?? []));
  return { ours, others };
}

async function takeInOurs(taking: TakingIn): Promise<MergeOutcome> {
  const { base, ours, trial } = taking;
  if (base.moved === undefined) return { kind: 'clean' };
  const [outcome = UNKNOWN] = await trial.takeIn([[ours]], LINES);
  if (outcome.kind !== 'conflicts') return outcome;
  return { kind: 'conflicts', conflicts: await placeConflicts(taking, outcome.conflicts, []) };
}

/** Of each branch what the second merge meets: of it after ours, and of ours after it where that may be another. */
async function takeInBeside(
  { trial, base, ours }: TakingIn,
  open: readonly Taken[],
  { kind }: MergeOutcome,
): Promise<readonly (readonly MergeOutcome[])[]> {
  // Where both are ahead of the base, either order merges the same two commits; where ours conflicts with the base, it
  // would meet that again.
  const isOther = ({ from }: Taken): boolean =>
    kind === 'clean' && (base.moved !== undefined || from !== base.commit);
  const other = open.filter(isOther);
  const [after, before] = await Promise.all([
    trial.takeIn(
      open.map((branch) => [ours, branch.tip]),
      LINES,
    ),
    trial.takeIn(
      other.map((branch) => [branch.tip, ours]),
      LINES,
    ),
  ]);
  return open.map((branch, at) =>
    [after[at] ?? UNKNOWN, before[other.indexOf(branch)]].filter((one) => one !== undefined),
  );
}

function fateAlone(alone: MergeOutcome, itself: MergeOutcome | undefined): Fate | undefined {
  if (alone.kind === 'unknown') return alone;
  if (alone.kind === 'conflicts') return { kind: 'stale' };
  const base = itself?.kind === 'clean' ? itself.tree : undefined;
  return alone.tree !== undefined && alone.tree === base ? { kind: 'landed' } : undefined;
}

async function fateBeside(taking: TakingIn, branch: Taken, outcomes: readonly MergeOutcome[]): Promise<Fate> {
  const met = outcomes.find(({ kind }) => kind === 'conflicts');
  if (met?.kind === 'conflicts') {
    const range = { base: branch.from, head: branch.tip };
    return { kind: 'open', conflicts: await placeConflicts(taking, met.conflicts, [range]) };
  }
  return outcomes.some(({ kind }) => kind === 'unknown')
    ? { kind: 'unknown' }
    : { kind: 'open', conflicts: [] };
}

/** By the names of our files; what was renamed is only read where git names a file that is not ours. */
async function placeConflicts(
  { repository, own, base }: TakingIn,
  conflicts: readonly PredictedConflict[],
  ranges: readonly Range[],
): Promise<readonly PredictedConflict[]> {
  const all = base.moved ? [...ranges, { base: base.commit, head: base.moved.tip }] : ranges;
  const renames = new Map<RepoPath, RepoPath>();
  if (conflicts.some((conflict) => !isPlaced(conflict, own.all)))
    for (const range of all)
      for (const { path, oldPath } of await repository.readChanges(range))
        if (oldPath && !renames.has(path)) renames.set(path, oldPath);
  return conflictsOfOurs(conflicts, own.all, renames satisfies Renames);
}
