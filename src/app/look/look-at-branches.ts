import { editsOfPaths, type Meeting, type OwnPaths } from '../../core/analyse/meet-paths.ts';
import { chooseOrdered, isReleaseBranch } from '../../core/analyse/merge-candidates.ts';
import type { Oid } from '../../core/model/ids.ts';
import type {
  BranchPresence,
  MergeOrder,
  NamedBranch,
  Presence,
  StaleBranch,
} from '../../core/model/presence.ts';
import { wallTime } from '../../core/model/time.ts';
import type {
  Base,
  BranchListing,
  MergeOutcome,
  OpenBranch,
  Repository,
  TrialMerges,
} from '../ports/repository.ts';
import { orderMerges } from './order-merges.ts';
import { type OwnChange, ownPaths } from './own-paths.ts';
import { type TakenIn, takeInBranches } from './take-in-branches.ts';

export interface BranchesQuestion extends OwnChange {
  readonly repository: Pick<
    Repository,
    | 'place'
    | 'listBranches'
    | 'findMeetings'
    | 'readChanges'
    | 'readEdits'
    | 'readCommitTime'
    | 'openTrialMerges'
    | 'snapshotWork'
  >;
  readonly base: Base;
  readonly head: Oid;
  readonly timeBudgetMs: { readonly conflicts: number };
}

export type BranchSight = Omit<Presence, 'table' | 'claims'>;

/** A branch whose own changes meet ours. */
interface MetBranch extends OpenBranch, Meeting {}

/** Open branches on our files, and what happens when the base takes them in one after the other. */
export async function lookAtBranches(ask: BranchesQuestion): Promise<BranchSight> {
  const { repository, base, head, timeBudgetMs } = ask;
  const snapshot = snapshotOf(ask);
  snapshot.catch(() => {}); // told where it is awaited
  const listing = await repository.listBranches({ base, head });
  const own = await ownPaths(ask);
  if (own.all.size === 0) return { branches: [], staleBranches: [], ...seenOf(listing, 0) };
  const { ofBase, met } = await meet(repository, listing, own);
  const { commit: ours, ...committed } = await snapshot;
  const tip = listing.base?.tip ?? base.commit;
  const ahead = met.filter(({ from }) => from === tip).map((branch) => branch.tip);
  await using trial = repository.openTrialMerges({
    base: tip,
    ahead: new Set(listing.base ? ahead : [ours, ...ahead]),
    timeBudgetMs: timeBudgetMs.conflicts,
  });
  const moved = { commit: base.commit, moved: listing.base };
  const taken = await takeInBranches({ repository, trial, own, ours, base: moved }, met);
  const present = presentOf(taken);
  const mergeOrder = await orderBeside(ask, { trial, ours, own, taken, present });
  return {
    branches: [...baseConflict(taken.ours, ofBase), ...present.map(({ presence }) => presence)],
    staleBranches: staleOf(taken),
    ...seenOf(listing, [...taken.others.values()].filter(({ kind }) => kind === 'landed').length),
    ...(mergeOrder ? { mergeOrder } : {}),
    ...committed,
  };
}

/** Branches whose own changes meet ours, and how those of the base do. */
async function meet(
  repository: BranchesQuestion['repository'],
  listing: BranchListing,
  own: OwnPaths,
): Promise<{ readonly ofBase: MetBranch | undefined; readonly met: readonly MetBranch[] }> {
  const asked = listing.base ? [listing.base, ...listing.branches] : listing.branches;
  const meetings = await repository.findMeetings(asked, own);
  const all = asked.map((branch, at) => ({ ...branch, ...(meetings[at] ?? NOT_MET) }));
  const [ofBase, others] = listing.base ? [all[0], all.slice(1)] : [undefined, all];
  return { ofBase, met: others.filter(({ mayConflict }) => mayConflict) };
}

const NOT_MET: Meeting = { shared: [], mayConflict: false };

const nameOf = ({ ref, name, tip, author, at }: OpenBranch): NamedBranch => ({ ref, name, tip, author, at });

/** What conflicts with the base has to be resolved whatever the others do. */
function baseConflict(ours: MergeOutcome, base: MetBranch | undefined): readonly BranchPresence[] {
  if (base === undefined || ours.kind !== 'conflicts' || ours.conflicts.length === 0) return [];
  return [{ ...nameOf(base), isBase: true, sharedFiles: base.shared, conflicts: ours.conflicts }];
}

/** A branch on our files that the base can take in, or of which nobody knows. */
interface Present {
  readonly branch: MetBranch;
  readonly presence: BranchPresence;
}

function presentOf({ others }: TakenIn<MetBranch>): readonly Present[] {
  return [...others].flatMap(([branch, fate]): Present[] => {
    if (fate.kind === 'stale' || fate.kind === 'landed') return [];
    const conflicts = fate.kind === 'open' ? fate.conflicts : [];
    if (branch.shared.length + conflicts.length === 0) return [];
    const unknown = fate.kind === 'unknown' ? ({ unpredicted: true } as const) : {};
    return [{ branch, presence: { ...nameOf(branch), sharedFiles: branch.shared, conflicts, ...unknown } }];
  });
}

/** A branch for releases is never taken in, and is not stale for that. */
function staleOf({ others }: TakenIn<MetBranch>): readonly StaleBranch[] {
  return [...others].flatMap(([branch, { kind }]) =>
    kind === 'stale' && branch.shared.length > 0 && !isReleaseBranch(branch.short)
      ? [{ ...nameOf(branch), sharedFiles: branch.shared }]
      : [],
  );
}

/** Only where ours is among the conflicts, and the base takes it in as it is. */
async function orderBeside(
  { repository, head }: BranchesQuestion,
  ask: {
    readonly trial: TrialMerges;
    readonly ours: Oid;
    readonly own: OwnPaths;
    readonly taken: TakenIn<MetBranch>;
    readonly present: readonly Present[];
  },
): Promise<MergeOrder | undefined> {
  const { trial, ours, own, taken, present } = ask;
  if (taken.ours.kind !== 'clean' || !present.some(({ presence }) => presence.conflicts.length > 0))
    return undefined;
  const times = [(await repository.readCommitTime(head)) ?? 0, ...present.map(({ branch }) => branch.at)];
  const others = chooseOrdered(
    present.map(({ branch, presence }) => ({ ...branch, ...presence })),
    wallTime(Math.max(...times)),
  );
  const edits = await repository.readEdits(others);
  return orderMerges({
    trial,
    branches: [
      { name: repository.place.target, tip: ours, edits: editsOfPaths(own) },
      ...others.map(({ name, tip }, at) => ({ name, tip, edits: edits[at] ?? new Map() })),
    ],
  });
}

/** What others are merged with: the working tree as it is, else what is committed of it. */
async function snapshotOf({ repository, head, uncommitted, timeBudgetMs }: BranchesQuestion): Promise<{
  readonly commit: Oid;
  readonly committedOnly?: true;
}> {
  const tracked = (await uncommitted)?.tracked ?? [];
  if (tracked.length === 0) return { commit: head };
  const commit = await repository.snapshotWork(tracked, timeBudgetMs.conflicts);
  return commit === undefined ? { commit: head, committedOnly: true } : { commit };
}

const seenOf = (
  { branches, leftOut, unseen }: BranchListing,
  landed: number,
): Pick<BranchSight, 'branchesSeen' | 'branchesLeftOut' | 'unseen'> => ({
  branchesSeen: branches.length - landed,
  branchesLeftOut: leftOut,
  ...(unseen ? { unseen } : {}),
});
