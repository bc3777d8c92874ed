import type { Oid } from '../../core/model/ids.ts';
import type { WallTime } from '../../core/model/time.ts';
import type { BranchRef } from '../clone/branch-refs.ts';
import type { CloneReader } from '../clone/clone-reader.ts';
import { pathToBytes } from '../path-bytes.ts';
import { type BaseCommit, digestOfPaths, readBaseHistory } from './base-history.ts';
import type { LookCache, Question } from './look-cache.ts';
import { readNamesOfCommits } from './read-commit-names.ts';
import { readPatchIds } from './read-patch-ids.ts';

/** A branch that is not merged as it is. */
export interface Unmerged {
  readonly branch: BranchRef;
  readonly from: Oid;
  /** Its commits that are no merges. */
  readonly own: readonly Oid[];
}

export interface LandedQuestion {
  readonly branches: readonly Unmerged[];
  readonly base: Oid;
  /** Of pull requests, by their tips. */
  readonly numbers: ReadonlyMap<Oid, number>;
}

// A branch of more commits was hardly rebased, and their patches take longer than a look.
const MOST_OWN = 30;
// Of the commits that change the same files the first ones after the branch's own: a lock file has hundreds.
const MOST_LIKE = 20;
// Clocks of two machines differ.
const DAY_MS = 24 * 3600 * 1000;

/** One change that is looked for in the base: all of a branch, or one commit of it. */
interface Sought {
  readonly pair: readonly [commit: Oid, against?: Oid];
  readonly like: readonly BaseCommit[];
}

/**
 * Tips of branches that the base has taken in under other names: squashed (their whole diff is the patch of one commit
 * of the base, or one says the number of their pull request), rebased or picked (each commit's patch is in the base).
 */
export async function findLanded(
  reader: CloneReader,
  cache: LookCache,
  ask: LandedQuestion,
): Promise<ReadonlySet<Oid>> {
  const landed = new Set<Oid>();
  const asked: Unmerged[] = [];
  const questionOf = ({ branch: { tip } }: Unmerged): Question => [
    'landed',
    ask.base,
    tip,
    String(ask.numbers.get(tip)),
  ];
  for (const unmerged of ask.branches.filter(({ from }) => from !== ask.base)) {
    const known = await cache.recall(questionOf(unmerged));
    if (known === true) landed.add(unmerged.branch.tip);
    else if (known !== false) asked.push(unmerged);
  }
  if (asked.length === 0) return landed;
  const since = (Math.min(...asked.map(({ branch }) => branch.at)) - DAY_MS) as WallTime;
  const { commits, isWhole } = await readBaseHistory(reader, { base: ask.base, since });
  const found = await lookFor(reader, { ...ask, branches: asked }, commits);
  for (const unmerged of asked) {
    const isLanded = found.has(unmerged.branch.tip);
    if (isLanded) landed.add(unmerged.branch.tip);
    if (isWhole) cache.keep(questionOf(unmerged), isLanded);
  }
  return landed;
}

async function lookFor(
  reader: CloneReader,
  { branches, numbers }: LandedQuestion,
  commits: readonly BaseCommit[],
): Promise<ReadonlySet<Oid>> {
  const found = new Set<Oid>();
  const numbered = new Map(commits.map((commit) => [commit.number, commit]));
  const left = branches.filter((unmerged) => {
    const number = numbers.get(unmerged.branch.tip);
    const taken = number === undefined ? undefined : numbered.get(number);
    const isTaken = taken !== undefined && isSince(taken, unmerged);
    if (isTaken) found.add(unmerged.branch.tip);
    return !isTaken;
  });
  const rebased = left.filter(({ own }) => own.length > 1 && own.length <= MOST_OWN);
  const inBase = async (changes: readonly (readonly [Unmerged, Sought['pair']])[]) =>
    findPatches(reader, await seek(reader, commits, changes));
  const [squashed, picked] = await Promise.all([
    inBase(left.map((unmerged) => [unmerged, [unmerged.branch.tip, unmerged.from]])),
    inBase(rebased.flatMap((unmerged) => unmerged.own.map((commit) => [unmerged, [commit]] as const))),
  ]);
  for (const { branch } of left) if (squashed.has(branch.tip)) found.add(branch.tip);
  for (const { branch, own } of rebased) if (own.every((commit) => picked.has(commit))) found.add(branch.tip);
  return found;
}

/** What was made before a branch is none of its commits; a change that was taken back may come again. */
const isSince = ({ at }: BaseCommit, { branch }: Unmerged): boolean => at >= branch.at - DAY_MS;

/** The commits of the base that may be each change, because they change the same paths: only their patches are read. */
async function seek(
  reader: CloneReader,
  commits: readonly BaseCommit[],
  changes: readonly (readonly [Unmerged, Sought['pair']])[],
): Promise<readonly Sought[]> {
  const byPaths = new Map<string, BaseCommit[]>();
  for (const commit of commits.toReversed())
    byPaths.set(commit.paths, [...(byPaths.get(commit.paths) ?? []), commit]);
  const names = await readNamesOfCommits(
    reader,
    changes.map(([, pair]) => pair),
  );
  return changes.flatMap(([unmerged, pair], at) => {
    const paths = digestOfPaths((names[at] ?? []).map((path) => pathToBytes(path).toString('latin1')));
    const like = (byPaths.get(paths) ?? []).filter((commit) => isSince(commit, unmerged));
    return like.length === 0 ? [] : [{ pair, like: like.slice(0, MOST_LIKE) }];
  });
}

/** Those of the changes whose patch is that of a commit like it. */
async function findPatches(reader: CloneReader, sought: readonly Sought[]): Promise<ReadonlySet<Oid>> {
  const like = new Set(sought.flatMap((change) => change.like.map(({ commit }) => commit)));
  const [own, taken] = await Promise.all([
    readPatchIds(
      reader,
      sought.map(({ pair }) => pair),
    ),
    readPatchIds(
      reader,
      [...like].map((commit) => [commit]),
    ),
  ]);
  const found = sought.filter(({ pair: [commit], like: commits }) =>
    commits.some((one) => taken.get(one.commit) !== undefined && taken.get(one.commit) === own.get(commit)),
  );
  return new Set(found.map(({ pair: [commit] }) => commit));
}
