import { resolve } from 'node:path';
import { bootInstant } from '../../app/claim/claimant.ts';
import type { HeldClaim } from '../../core/claim/held-claim.ts';
import { type Holder, holderKey } from '../../core/claim/holder.ts';
import { isNearlyOver } from '../../core/claim/lease.ts';
import { type Oid, type RepoPath, repoPath } from '../../core/model/ids.ts';
import type { Checked } from '../../core/model/problem.ts';
import { covers, lockOf } from '../../core/paths/lock-name.ts';
import { unsafePath } from '../../core/paths/unsafe-path.ts';
import { type CloneFacts, openClone } from '../../git/clone/clone-facts.ts';
import { whoWorksHere } from '../../git/clone/who-works-here.ts';
import { privateRepositoryPath, sessionNotesPath } from '../../git/private-place.ts';
import type { LastSeen } from '../../git/table/last-seen.ts';
import { readIfThere } from '../../process/disk/durable-file.ts';
import { chooseHolder, isKnownDead } from '../../process/holder/choose-holder.ts';
import { fileHolderMemory, holderFile } from '../../process/holder/claim-files.ts';
import { fileSessionState, type SessionStateFile } from '../../process/holder/session-state.ts';
import { realMachine } from '../../process/machine.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/** What hooks ask of the clone alone: nothing of it asks the remote, is written, or loads what it does not need. */
export interface HookPlace {
  readonly clone: CloneFacts;
  readonly head: Oid | undefined;
  /** For whom the command works that the hook belongs to. */
  readonly holder: Holder;
  /** What the next commit changes, of the index that git names in `$GIT_INDEX_FILE`. */
  listStaged(): Promise<readonly RepoPath[]>;
  readLastSeen(): Promise<LastSeen>;
  /** What the hooks of an agent's session keep from one call to the next. */
  readonly state: SessionStateFile;
  /** What this holder remembers to hold. */
  loadClaims(): Promise<readonly HeldClaim[]>;
  /** The path of the repository that is meant; `undefined`: it lies elsewhere, in a repository inside this one, or is git's own. */
  locate(typed: string): Promise<RepoPath | undefined>;
  /** Those of them that this holder has for some time to come. */
  listHeld(paths: readonly RepoPath[]): Promise<ReadonlySet<RepoPath>>;
  /** Where HEAD was before a merge. */
  readOrigHead(): Promise<Oid | undefined>;
  listMoved(range: { readonly from: Oid; readonly to: Oid }): Promise<readonly RepoPath[]>;
}

export { isKnownDead };

export async function openHookPlace(cwd: string, env: Environment): Promise<Checked<HookPlace>> {
  const opened = await openAround(cwd, env['GIT_DIR']);
  if (!opened.ok) return opened;
  const { value: clone } = opened;
  const named = env['GIT_INDEX_FILE'];
  const indexFile = named ? resolve(cwd, named) : undefined;
  const sessions = sessionNotesPath(clone);
  const holder = await chooseHolder(env, {
    gitDir: clone.gitDir,
    sessions,
    name: whoWorksHere(clone, env),
    keepsId: false,
  });
  const loadClaims = (): Promise<readonly HeldClaim[]> =>
    fileHolderMemory(holderFile(privateRepositoryPath(clone), holderKey(holder))).load();
  const value: HookPlace = {
    clone,
    head: clone.head.kind === 'unborn' ? undefined : clone.head.oid,
    holder,
    listStaged: async () => (await import('../../git/clone/list-staged.ts')).listStaged(clone, indexFile),
    readLastSeen: async () => (await import('../../git/table/last-seen.ts')).readLastSeen(clone),
    state: fileSessionState(sessions, holderKey(holder)),
    loadClaims,
    locate: (typed) => locate(clone, typed),
    listHeld: async (paths) => coveredBy(await loadClaims(), paths),
    readOrigHead: () => readOrigHead(clone.gitDir),
    listMoved: async (range) => (await import('../../git/clone/list-moved.ts')).listMoved(clone, range),
  };
  return { ok: true, warnings: [], value };
}

async function locate({ topLevel, cwd }: CloneFacts, typed: string): Promise<RepoPath | undefined> {
  if (topLevel === undefined || typed === '' || typed.includes('\0')) return undefined;
  const { locatePath } = await import('../../git/clone/locate-path.ts');
  const at = await locatePath({ root: topLevel, cwd }, typed);
  const path = at.kind === 'inside' && at.path !== '' ? repoPath(at.path) : undefined;
  return path === undefined || unsafePath(path) !== undefined ? undefined : path;
}

/** Less than a third of a lease is no time to come: whatever is edited then is renewed. */
function coveredBy(claims: readonly HeldClaim[], paths: readonly RepoPath[]): ReadonlySet<RepoPath> {
  const now = bootInstant(realMachine());
  const locks = claims
    .filter(
      ({ confirmed, ending, leaseFrom, record }) =>
        confirmed && !ending && !isNearlyOver(leaseFrom, record.leaseS, now),
    )
    .flatMap(({ record, giving = [] }) => record.locks.filter((lock) => !giving.includes(lock)));
  return new Set(paths.filter((path) => locks.some((lock) => covers(lock, lockOf(path).lock))));
}

/** Files of a home folder may be kept in a repository that lies elsewhere; then git says where, and the folder does not. */
async function openAround(cwd: string, gitDir: string | undefined): Promise<Checked<CloneFacts>> {
  const opened = await openClone(cwd);
  const isNowhere = !opened.ok && opened.problems.every(({ code }) => code === 'not-a-repository');
  return isNowhere && gitDir ? openClone(resolve(cwd, gitDir)) : opened;
}

async function readOrigHead(gitDir: string): Promise<Oid | undefined> {
  const text = (await readIfThere(`${gitDir}/ORIG_HEAD`, 200))?.toString('latin1').trim() ?? '';
  return /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/.test(text) ? (text as Oid) : undefined;
}
