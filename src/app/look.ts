import { findMergeOrder } from '../core/analyse/merge-order.ts';
import type { Change } from '../core/model/change.ts';
import type { Oid, RepoPath } from '../core/model/ids.ts';
import type {
  BranchPresence,
  ClaimPresence,
  MergeOrder,
  Presence,
  TableSight,
} from '../core/model/presence.ts';
import type { Base, OpenBranch, Prediction, Repository, Uncommitted } from './ports/repository.ts';

/** Claims in force on the changed paths, and how the table was seen. */
export interface ClaimsSight {
  readonly table: TableSight;
  readonly claims: readonly ClaimPresence[];
}

export interface LookQuestion {
  readonly repository: Pick<
    Repository,
    'place' | 'listBranches' | 'findSharedFiles' | 'predictConflicts' | 'snapshotWork'
  >;
  /** Never rejects: a table that cannot be seen is `not-looked`. Called at once, and given up after the time budget. */
  readonly readClaims: () => Promise<ClaimsSight>;
  readonly base: Base;
  readonly head: Oid;
  /** May still be on its way: branches are looked for meanwhile. */
  readonly changes: readonly Change[] | Promise<readonly Change[]>;
  /** What is looked at besides the changes; may still be on its way. Absent: nothing, or nobody knows. */
  readonly uncommitted?: Uncommitted | Promise<Uncommitted | undefined> | undefined;
  readonly timeBudgetMs: TimeBudget;
  /** Resolves after the time; a test's clock or the machine's. */
  readonly wait: (ms: number, signal: AbortSignal) => Promise<void>;
}

/** How long the table (network) and the predictions (git's work) may take. */
export interface TimeBudget {
  readonly table: number;
  readonly conflicts: number;
}

// All pairs of these are tried for the merge order: 28.
const MAX_ORDERED = 8;

/** Who else is on these files: open branches with the conflicts that git predicts, claims, the best merge order. */
export async function look(ask: LookQuestion): Promise<Presence> {
  const [sight, branches] = await Promise.all([readClaimsInTime(ask), lookAtBranches(ask)]);
  return { ...sight, ...branches };
}

async function readClaimsInTime({ readClaims, timeBudgetMs, wait }: LookQuestion): Promise<ClaimsSight> {
  const over = new AbortController();
  const late = wait(timeBudgetMs.table, over.signal).then(
    (): ClaimsSight => ({ table: { kind: 'not-looked', why: 'late' }, claims: [] }),
  );
  try {
    return await Promise.race([readClaims(), late]);
  } finally {
    over.abort();
  }
}

type BranchSight = Omit<Presence, 'table' | 'claims'>;

async function lookAtBranches(ask: LookQuestion): Promise<BranchSight> {
  const { repository, base, head } = ask;
  const working = snapshot(ask);
  const listing = await repository.listBranches({ base, head });
  const seen = {
    branchesSeen: listing.branches.length,
    branchesLeftOut: listing.leftOut,
    ...(listing.unseen ? { unseen: listing.unseen } : {}),
  };
  const asked = listing.base ? [listing.base, ...listing.branches] : listing.branches;
  const compared = await compare(ask, asked, working);
  if ((await touchedPaths(ask)).size === 0) return { branches: [], ...seen };
  const [ofBase, others] = listing.base ? [compared[0], compared.slice(1)] : [undefined, compared];
  const present = others
    .map((branch) => withoutConflictsOf(branch, ofBase))
    .filter(({ sharedFiles, conflicts }) => sharedFiles.length > 0 || conflicts.length > 0);
  const mergeOrder = await orderMerges(ask, present);
  return {
    branches: ofBase && ofBase.conflicts.length > 0 ? [{ ...ofBase, isBase: true }, ...present] : present,
    ...seen,
    ...(mergeOrder ? { mergeOrder } : {}),
    ...((await working).committedOnly ? { committedOnly: true } : {}),
  };
}

/** What others are compared with: the working tree as it is, else what is committed of it. */
async function snapshot({ repository, head, uncommitted, timeBudgetMs }: LookQuestion): Promise<{
  readonly commit: Oid;
  readonly committedOnly?: true;
}> {
  const tracked = (await uncommitted)?.tracked ?? [];
  if (tracked.length === 0) return { commit: head };
  const commit = await repository.snapshotWork(tracked, timeBudgetMs.conflicts);
  return commit === undefined ? { commit: head, committedOnly: true } : { commit };
}

/** The files that each branch shares with us, and its conflicts; git predicts while our changes are still being read. */
async function compare(
  ask: LookQuestion,
  branches: readonly OpenBranch[],
  working: ReturnType<typeof snapshot>,
): Promise<readonly BranchPresence[]> {
  const { repository, timeBudgetMs } = ask;
  const findShared = async (): Promise<readonly (readonly RepoPath[])[]> =>
    repository.findSharedFiles(branches, await touchedPaths(ask));
  const predict = async (): Promise<readonly Prediction[]> => {
    const { commit } = await working;
    return repository.predictConflicts({
      pairs: branches.map(({ tip }) => [commit, tip]),
      lines: true,
      timeBudgetMs: timeBudgetMs.conflicts,
    });
  };
  const [shared, predictions] = await Promise.all([findShared(), predict()]);
  return branches.map((branch, at) => presenceOf(branch, shared[at] ?? [], predictions[at]));
}

/** All paths that are ours: of the commits, and of what is not committed yet. */
export async function touchedPaths({
  changes,
  uncommitted,
}: Pick<LookQuestion, 'changes' | 'uncommitted'>): Promise<ReadonlySet<RepoPath>> {
  const committed = (await changes).flatMap(({ path, oldPath }): RepoPath[] =>
    oldPath ? [path, oldPath] : [path],
  );
  const { tracked = [], untracked = [] } = (await uncommitted) ?? {};
  return new Set([...committed, ...tracked, ...untracked]);
}

/** What conflicts with the base conflicts with every branch that has taken it in; that is not the branch's doing. */
function withoutConflictsOf(branch: BranchPresence, base: BranchPresence | undefined): BranchPresence {
  const ofBase = new Set(base?.conflicts.map(({ path }) => path));
  const own = new Set(branch.sharedFiles);
  return { ...branch, conflicts: branch.conflicts.filter(({ path }) => own.has(path) || !ofBase.has(path)) };
}

const presenceOf = (
  { ref, name, tip, author, at }: OpenBranch,
  sharedFiles: readonly RepoPath[],
  prediction: Prediction,
): BranchPresence => ({
  ref,
  name,
  tip,
  author,
  at,
  sharedFiles,
  conflicts: prediction ?? [],
  ...(prediction ? {} : { unpredicted: true }),
});

/** Over ours and the branches that are nearest to it: first those with conflicts, then those that share the most. */
async function orderMerges(
  { repository, timeBudgetMs }: LookQuestion,
  present: readonly BranchPresence[],
): Promise<MergeOrder | undefined> {
  if (!present.some(({ conflicts }) => conflicts.length > 0)) return undefined;
  const weight = ({ conflicts, sharedFiles }: BranchPresence): number =>
    conflicts.length * 1e6 + sharedFiles.length;
  const nearest = present
    .toSorted((a, b) => weight(b) - weight(a))
    .filter(({ unpredicted }) => !unpredicted)
    .slice(0, MAX_ORDERED - 1);
  // Older branches first where it makes no difference: they have waited longest.
  const ordered = nearest.toSorted((a, b) => a.at - b.at);
  const pairs = ordered.flatMap((a, i) => {
    const files = new Set(a.sharedFiles);
    return (
      ordered
        .slice(i + 1)
        .map((b, j) => ({ a, b, at: [i + 1, i + j + 2] as const }))
        // Trying a pair costs git's time; without a file in common there is hardly ever a conflict.
        .filter(({ b }) => b.sharedFiles.some((path) => files.has(path)))
    );
  });
  const predictions = await repository.predictConflicts({
    pairs: pairs.map(({ a, b }) => [a.tip, b.tip]),
    lines: false,
    timeBudgetMs: timeBudgetMs.conflicts,
  });
  if (predictions.some((prediction) => !prediction)) return undefined;
  const withOurs = ordered.flatMap(({ conflicts }, at) =>
    conflicts.length > 0 ? [[0, at + 1] as const] : [],
  );
  const among = pairs.filter((_, at) => (predictions[at]?.length ?? 0) > 0).map(({ at }) => at);
  return findMergeOrder({
    names: [repository.place.target, ...ordered.map(({ name }) => name)],
    conflicting: [...withOurs, ...among],
  });
}
