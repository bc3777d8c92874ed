import type { BranchListing, BranchQuestion, OpenBranch } from '../../app/ports/repository.ts';
import { pullNumber } from '../../core/analyse/pull-number.ts';
import { compareText } from '../../core/model/compare-text.ts';
import type { Oid } from '../../core/model/ids.ts';
import { shortBranch } from '../../core/model/short-branch.ts';
import type { BranchRef } from '../clone/branch-refs.ts';
import type { CloneReader } from '../clone/clone-reader.ts';
import type { BranchRefs } from '../clone/default-branch.ts';
import { findLanded, type Unmerged } from './find-landed.ts';
import { forkPoints, type OwnHistory, parseOwnHistory } from './fork-points.ts';
import type { LookCache } from './look-cache.ts';

const MAX_BRANCHES = 200;
// Tips looked at in one go; only when most of them are merged does it need another.
const BATCH = 400;
// Branches that merged the base need one `merge-base` each; the rest of them take what is nearest.
const MAX_EXACT = 40;

interface Fork {
  readonly branch: BranchRef;
  readonly from: Oid;
}

interface BranchSources {
  readonly reader: CloneReader;
  readonly cache: LookCache;
  readonly refs: BranchRefs;
}

/** Open branches and where each left us, in a few processes for all of them, or none where nothing has moved. */
export async function listBranches(sources: BranchSources, ask: BranchQuestion): Promise<BranchListing> {
  const { reader, cache, refs } = sources;
  const candidates = chooseCandidates(reader, refs, ask);
  const baseBranch = ask.base.ref && refs.get(ask.base.ref);
  const ground = { head: ask.head, base: baseBranch?.tip ?? ask.base.commit, numbers: numbersOf(refs) };
  const forks: Fork[] = [];
  let looked = 0;
  while (looked < candidates.length && forks.length < MAX_BRANCHES) {
    const batch = candidates.slice(looked, looked + BATCH);
    looked += batch.length;
    forks.push(...(await openOf(sources, batch, ground)));
  }
  await cache.save();
  const branches = forks.slice(0, MAX_BRANCHES).map(toOpenBranch);
  const moved = baseBranch && baseBranch.tip !== ask.base.commit && baseBranch.tip !== ask.head;
  return {
    branches,
    leftOut: candidates.length - looked + forks.length - branches.length,
    ...(moved ? { base: toOpenBranch({ branch: baseBranch, from: ask.base.commit }) } : {}),
  };
}

interface Ground {
  readonly head: Oid;
  readonly base: Oid;
  /** Of pull requests, by their tips. */
  readonly numbers: ReadonlyMap<Oid, number>;
}

/** Where a pull request was fetched under its number, the branch it was made from has that number, too. */
function numbersOf(refs: BranchRefs): Ground['numbers'] {
  const numbers = new Map<Oid, number>();
  for (const { short, tip } of refs.values()) {
    const number = pullNumber(short);
    if (number !== undefined) numbers.set(tip, number);
  }
  return numbers;
}

/** Those of the branches that are open; what was found out of the same ones before holds. */
async function openOf(
  { reader, cache }: BranchSources,
  branches: readonly BranchRef[],
  ground: Ground,
): Promise<readonly Fork[]> {
  const { head, base, numbers } = ground;
  const names = branches.flatMap(({ ref, tip }) => [ref, tip, String(numbers.get(tip))]);
  const question = ['open', head, base, ...names];
  const known = parseFroms(await cache.recall(question), branches.length);
  const froms = known ?? (await findFroms({ reader, cache }, branches, ground));
  if (!known) cache.keep(question, froms);
  return branches.flatMap((branch, at) => {
    const from = froms[at];
    return from ? [{ branch, from }] : [];
  });
}

/** Where each branch left us; null: it is not open. */
type Froms = readonly (Oid | null)[];

function parseFroms(kept: unknown, count: number): Froms | undefined {
  const isFrom = (one: unknown): one is Oid | null => one === null || typeof one === 'string';
  return Array.isArray(kept) && kept.length === count && kept.every(isFrom) ? kept : undefined;
}

async function findFroms(
  { reader, cache }: Pick<BranchSources, 'reader' | 'cache'>,
  branches: readonly BranchRef[],
  { head, base, numbers }: Ground,
): Promise<Froms> {
  const unmerged = await findForks(reader, branches, [...new Set([head, base])]);
  const landed = await findLanded(reader, cache, { branches: unmerged, base, numbers });
  const froms = new Map(unmerged.map(({ branch, from }) => [branch.tip, from]));
  return branches.map(({ tip }) => (landed.has(tip) ? null : (froms.get(tip) ?? null)));
}

const toOpenBranch = ({ branch, from }: Fork): OpenBranch => ({
  ref: branch.ref,
  short: branch.short,
  name: branch.remote === undefined ? branch.short : `${branch.remote}/${branch.short}`,
  tip: branch.tip,
  author: branch.author,
  at: branch.at,
  from,
});

/** One for each tip, newest first, local names before remote ones. */
function chooseCandidates(
  { facts }: CloneReader,
  refs: BranchRefs,
  { base, head }: BranchQuestion,
): readonly BranchRef[] {
  const ours = facts.head.kind === 'branch' ? shortBranch(facts.head.ref) : undefined;
  const baseName = base.ref && refs.get(base.ref)?.short;
  const upstream = facts.upstream && shortBranch(facts.upstream.ref);
  const tips = new Map<Oid, BranchRef>();
  for (const branch of refs.values()) {
    const excluded =
      branch.symref !== undefined ||
      branch.tip === head ||
      branch.short === ours ||
      branch.short === baseName ||
      (branch.short === upstream && branch.remote === facts.upstream?.remote) ||
      branch.short.startsWith('agentic/');
    if (!excluded && !tips.has(branch.tip)) tips.set(branch.tip, branch);
  }
  return [...tips.values()].sort((a, b) => b.at - a.at || compareText(a.ref, b.ref));
}

/** Leaves out what is merged, unrelated, or an older state of the same branch. */
async function findForks(
  reader: CloneReader,
  branches: readonly BranchRef[],
  known: readonly Oid[],
): Promise<readonly Unmerged[]> {
  const output = await reader.ask({
    args: ['rev-list', '--parents', '--boundary', '--stdin'],
    input: [...branches.map(({ tip }) => tip), ...known.map((oid) => `^${oid}`), ''].join('\n'),
  });
  const own = parseOwnHistory(output.toString('latin1'));
  const open = branches.filter(({ tip }) => own.parents.has(tip));
  const found: (Unmerged | Promise<Unmerged>)[] = [];
  let exact = 0;
  for (const [at, branch] of open.entries()) {
    const { at: points, commits } = forkPoints(own, branch.tip);
    const [first] = points;
    if (first === undefined || isOlderState(own, branch, open.slice(0, at))) continue;
    const fork = {
      branch,
      from: first,
      own: [...commits].filter((commit) => (own.parents.get(commit)?.length ?? 0) < 2),
    };
    found.push(points.length > 1 && exact++ < MAX_EXACT ? bestFork(reader, fork, known) : fork);
  }
  return Promise.all(found);
}

/** `x` beside `origin/x` is the same branch, and the one that contains the other stands for both. */
function isOlderState(own: OwnHistory, branch: BranchRef, newer: readonly BranchRef[]): boolean {
  return newer.some(
    ({ short, remote, tip }) =>
      short === branch.short && remote !== branch.remote && forkPoints(own, tip).commits.has(branch.tip),
  );
}

async function bestFork(reader: CloneReader, fork: Unmerged, known: readonly Oid[]): Promise<Unmerged> {
  const { code, stdout } = await reader.run({ args: ['merge-base', fork.branch.tip, ...known] });
  return code === 0 ? { ...fork, from: stdout.toString('latin1').trim() as Oid } : fork;
}
