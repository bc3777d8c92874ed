import { homedir } from 'node:os';
import { bootInstant } from '../../app/claim/claimant.ts';
import type { Located } from '../../app/ports/path-finder.ts';
import type { HeldClaim } from '../../core/claim/held-claim.ts';
import { type Holder, holderKey } from '../../core/claim/holder.ts';
import { isNearlyOver } from '../../core/claim/lease.ts';
import { type RepoPath, repoPath } from '../../core/model/ids.ts';
import { covers, lockOf } from '../../core/paths/lock-name.ts';
import { unsafePath } from '../../core/paths/unsafe-path.ts';
import type { CloneFacts } from '../../git/clone/clone-facts.ts';
import { findCheckout } from '../../git/clone/find-checkout.ts';
import { locatePath, type Whereabouts } from '../../git/clone/locate-path.ts';
import { privateRepositoryPath, sessionNotesPath } from '../../git/private-place.ts';
import { chooseHolder } from '../../process/holder/choose-holder.ts';
import { fileHolderMemory, holderFile } from '../../process/holder/claim-files.ts';
import { fileSessionState, type SessionStateFile } from '../../process/holder/session-state.ts';
import { realMachine } from '../../process/machine.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/** What a session keeps in files beside its clone: nothing of it asks git, or anybody. */
export interface SessionFiles {
  /** For whom the command works that the hook belongs to. */
  readonly holder: Holder;
  /** What the hooks of an agent's session keep from one call to the next. */
  readonly state: SessionStateFile;
  /** What this holder remembers to hold. */
  loadClaims(): Promise<readonly HeldClaim[]>;
  /** The path of the repository that is meant; `undefined`: it lies elsewhere, in a repository inside this one, or is git's own. */
  locate(typed: string): Promise<RepoPath | undefined>;
  /** Those of them that this holder has for some time to come. */
  listHeld(paths: readonly RepoPath[]): Promise<ReadonlySet<RepoPath>>;
}

/** Of the session that works in a folder, without git; `nowhere`: in no repository, `unusual`: git has to be asked for it. */
export async function findSessionFiles(
  cwd: string,
  env: Environment,
): Promise<SessionFiles | 'nowhere' | 'unusual'> {
  const checkout = await findCheckout(cwd, env);
  return typeof checkout === 'string' ? checkout : openSessionFiles(checkout, env, '');
}

/** `name`: as who the holder is shown to others. */
export async function openSessionFiles(
  place: Pick<CloneFacts, 'cwd' | 'topLevel' | 'gitDir' | 'commonDir'>,
  env: Environment,
  name: string,
): Promise<SessionFiles> {
  const sessions = sessionNotesPath(place);
  const holder = await chooseHolder(env, { gitDir: place.gitDir, sessions, name, keepsId: false });
  const loadClaims = (): Promise<readonly HeldClaim[]> =>
    fileHolderMemory(holderFile(privateRepositoryPath(place), holderKey(holder))).load();
  return {
    holder,
    state: fileSessionState(sessions, holderKey(holder)),
    loadClaims,
    locate: (typed) => locate(place, typed),
    listHeld: async (paths) => coveredBy(await loadClaims(), paths),
  };
}

async function locate(
  { topLevel, cwd }: Pick<CloneFacts, 'topLevel' | 'cwd'>,
  typed: string,
): Promise<RepoPath | undefined> {
  if (topLevel === undefined || typed === '' || typed.includes('\0')) return undefined;
  const at = await locateTyped({ root: topLevel, cwd }, typed);
  const path = at.kind === 'inside' && at.path !== '' ? repoPath(at.path) : undefined;
  return path === undefined || unsafePath(path) !== undefined ? undefined : path;
}

/** A tilde is a name only where there is such a file. */
async function locateTyped(where: Whereabouts, typed: string): Promise<Located> {
  const at = await locatePath(where, typed);
  if (!/^~(?:\/|$)/.test(typed) || (at.kind === 'inside' && at.there)) return at;
  return locatePath(where, `${homedir()}${typed.slice(1)}`);
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
