import type { BranchListing, BranchQuestion, Place, Range, Repository } from '../../app/ports/repository.ts';
import type { Change } from '../../core/model/change.ts';
import type { Oid, RefName, RepoPath } from '../../core/model/ids.ts';
import type { Checked } from '../../core/model/problem.ts';
import { shortBranch } from '../../core/model/short-branch.ts';
import { folderBelow } from '../../core/paths/plain-path.ts';
import type { GitResult } from '../exec-git.ts';
import type { PrivateRepository } from '../private/private-repository.ts';
import { findMeetings } from '../read/find-meetings.ts';
import { findWorkingFiles } from '../read/find-working-files.ts';
import { listBranches } from '../read/list-branches.ts';
import { listTree } from '../read/list-tree.ts';
import { openLookCache } from '../read/look-cache.ts';
import { readAudits } from '../read/read-audits.ts';
import { readBlobs, readFiles } from '../read/read-blobs.ts';
import { readBranchEdits } from '../read/read-branch-edits.ts';
import { readChanges } from '../read/read-changes.ts';
import { readCommitTime } from '../read/read-commit-time.ts';
import { readCommitPaths, readMessages } from '../read/read-messages.ts';
import { type OldNames, patchTexts, readPatch } from '../read/read-patch.ts';
import { readWorkingFile, readWorkingTimes } from '../read/read-working-file.ts';
import { snapshotWork } from '../read/snapshot-work.ts';
import { openTrialMerges } from '../read/trial-merges.ts';
import { askBranchRefs, type BranchRef, readBranchRefs } from './branch-refs.ts';
import type { CloneFacts } from './clone-facts.ts';
import { type CloneReader, makeCloneReader } from './clone-reader.ts';
import { countUnpushed } from './count-unpushed.ts';
import type { FarSide } from './far-side.ts';
import { asTold, fetchBranches, type OthersWish, withoutOurs } from './fetch-branches.ts';
import { findBase } from './find-base.ts';
import { findUnseen } from './find-unseen.ts';
import { gitProblem } from './open-problems.ts';
import { readUncommitted } from './read-uncommitted.ts';

export interface RepositoryWish {
  /** Asked for already: several questions start from them, and the rest waits for those. */
  readonly branches?: Promise<GitResult>;
  /** Where may be fetched to what the clone lacks; else beside what other commands that only read leave. */
  readonly openPlace?: () => Promise<Checked<PrivateRepository>>;
  /** Other branches are fetched where this clone lacks them. */
  readonly others?: OthersWish;
}

/**
 * The read-only questions of a clone that `openClone` looked at. `unborn-branch` where nothing is committed yet.
 */
export function openRepository(
  facts: CloneFacts,
  { branches, openPlace, others }: RepositoryWish = {},
): Checked<Repository> {
  if (facts.head.kind === 'unborn')
    return {
      ok: false,
      problems: [gitProblem('unborn-branch', { branch: shortBranch(facts.head.ref) })],
    };
  const reader = makeCloneReader(facts, facts.head.oid);
  const refs = readBranchRefs(reader, branches ?? askBranchRefs(reader.cwd));
  refs.catch(() => {}); // told by the question that needs them
  let far: Promise<FarSide> | undefined;
  const openFar = (): Promise<FarSide> => {
    far ??= openFarSide(reader, openPlace);
    return far;
  };
  return {
    ok: true,
    warnings: [],
    value: makeRepository({ reader, refs, openFar, others }, placeOf(reader)),
  };
}

async function openFarSide(reader: CloneReader, openPlace: RepositoryWish['openPlace']): Promise<FarSide> {
  const [{ makeFarSide }, { openLookRepository }] = await Promise.all([
    import('./far-side.ts'),
    import('../private/look-repository.ts'),
  ]);
  return makeFarSide(reader, openPlace ?? (() => openLookRepository(reader.facts)));
}

function placeOf({ facts, head, cwd }: CloneReader): Place {
  const branch: RefName | undefined = facts.head.kind === 'branch' ? facts.head.ref : undefined;
  return {
    root: cwd,
    below: folderBelow(cwd, facts.cwd),
    commonDir: facts.commonDir,
    gitDir: facts.gitDir,
    bare: facts.bare,
    objectFormat: facts.objectFormat,
    shallow: facts.shallow,
    head,
    ...(branch ? { branch } : {}),
    target: branch === undefined ? `detached-${head.slice(0, 8)}` : shortBranch(branch),
  };
}

interface BranchSources {
  readonly reader: CloneReader;
  readonly refs: Promise<Map<RefName, BranchRef>>;
  readonly openFar: () => Promise<FarSide>;
  readonly others: OthersWish | undefined;
}

function makeRepository(sources: BranchSources, place: Place): Repository {
  const { reader } = sources;
  const files = new Map<Oid, ReturnType<typeof listTree>>();
  return {
    place,
    ...branchQuestions(sources),
    ...changeQuestions(reader),
    readFiles: (commit, paths, maxBytes) =>
      readFiles(reader, { commit, paths, maxBytes, tree: files.get(commit) }),
    readBlobs: (blobs, most) => readBlobs(reader, blobs, most),
    listFiles: async (commit) => {
      const known = files.get(commit) ?? listTree(reader, commit);
      files.set(commit, known);
      return (await known).map(({ path }) => path);
    },
    readWorkingFile: async (path, maxBytes) =>
      place.bare ? undefined : readWorkingFile(place.root, path, maxBytes),
    findWorkingFiles: async (patterns, limit) =>
      place.bare ? { files: [], more: false } : findWorkingFiles(place.root, patterns, limit),
    readWorkingTimes: async (paths) => (place.bare ? new Map() : readWorkingTimes(place.root, paths)),
    readMessages: (range) => readMessages(reader, range),
    readCommitPaths: (commit) => readCommitPaths(reader, commit),
    readAudits: (commit, limit) => readAudits(reader, commit, limit),
    readUncommitted: (timeoutMs) => readUncommitted(reader, { timeoutMs }),
    snapshotWork: (paths, timeBudgetMs) => snapshotWork(reader, paths, timeBudgetMs),
  };
}

/** What is asked of branches: their names are read once, and what git found out of them before is remembered. */
function branchQuestions({ reader, refs, openFar, others }: BranchSources) {
  let mayAsk = false; // until somebody says that the network may be used
  const cache = openLookCache(reader.facts);
  const listWith = async (known: Map<RefName, BranchRef>, ask: BranchQuestion): Promise<BranchListing> => {
    const [listing, unseen] = await Promise.all([
      listBranches({ reader, cache, refs: known }, ask),
      findUnseen({ reader, refs: known, openFar, mayAsk }, ask),
    ]);
    return unseen === undefined ? listing : { ...listing, unseen };
  };
  return {
    async findBase(wish) {
      mayAsk = wish.mayFetch;
      return findBase({ reader, refs: await refs, openFar }, wish);
    },
    readCommitTime: async (commit) => readCommitTime(reader, await refs, commit),
    async listBranches(ask) {
      const known = await refs;
      if (others === undefined) return listWith(known, ask);
      const fetching = { reader, refs: known, openFar, wish: others };
      if (mayAsk) await fetchBranches(fetching, ask);
      return withoutOurs(await listWith(known, asTold(fetching, ask)), others);
    },
    findMeetings: (branches, own) => findMeetings(reader, cache, { branches, own }),
    readEdits: (branches) => readBranchEdits(reader, cache, branches),
    openTrialMerges: (ask) => openTrialMerges(reader, cache, ask),
    countUnpushed: async (head) => countUnpushed(reader, await refs, head),
  } satisfies Partial<Repository>;
}

/** What is asked of a range of commits: its changes are read once. */
function changeQuestions(reader: CloneReader) {
  const changes = new Map<string, Promise<readonly Change[]>>();
  const readOnce = (range: Range): Promise<readonly Change[]> => {
    const key = `${range.base} ${range.head}`;
    const known = changes.get(key) ?? readChanges(reader, range);
    changes.set(key, known);
    return known;
  };
  const patchOf = async (range: Range, paths: readonly RepoPath[]) => {
    const oldNames: OldNames = new Map(
      (await readOnce(range)).map(({ path, oldPath }) => [path, oldPath ?? path]),
    );
    return readPatch(reader, { range, paths, oldNames });
  };
  return {
    readChanges: readOnce,
    readDiff: async (range, paths, maxBytes) => patchTexts(await patchOf(range, paths), maxBytes),
  } satisfies Partial<Repository>;
}
