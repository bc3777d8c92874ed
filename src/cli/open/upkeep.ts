import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Claimant } from '../../app/claim/claimant.ts';
import { rescueWork } from '../../app/perform/working/rescue-work.ts';
import type { StoreFailure } from '../../app/ports/ref-store.ts';
import type { Leftover } from '../../app/ports/worktrees.ts';
import type { BranchCheck } from '../../app/upkeep/read-runs.ts';
import { tryCanary } from '../../app/upkeep/try-canary.ts';
import { maskSecrets } from '../../core/agents/mask-secrets.ts';
import { secretValues } from '../../core/agents/secret-values.ts';
import type { Holder } from '../../core/claim/holder.ts';
import { refName } from '../../core/model/ids.ts';
import { wallTime } from '../../core/model/time.ts';
import { findPushHook, type PushHook } from '../../git/clone/find-push-hook.ts';
import { whoWorksHere } from '../../git/clone/who-works-here.ts';
import { execGit } from '../../git/exec-git.ts';
import { isSound } from '../../git/private/find-damage.ts';
import { type Mended, mendDamage } from '../../git/private/mend-damage.ts';
import {
  examinePrivateRepository,
  type PrivateExam,
  type Removal,
  removePrivateRepository,
  removeRests,
} from '../../git/private/private-upkeep.ts';
import { pruneCaches } from '../../git/private/prune-caches.ts';
import { dropOldKept } from '../../git/work/kept-work.ts';
import { gitPublishing } from '../../git/work/publishing.ts';
import { listStaying, readMarkers } from '../../git/work/worktree-marker.ts';
import { worktreeFolder } from '../../git/work/worktree-place.ts';
import { gitWorktrees } from '../../git/work/worktrees.ts';
import { userCacheFolder } from '../../process/disk/cache-folder.ts';
import { withFileLock } from '../../process/disk/file-lock.ts';
import { processHolder } from '../../process/holder/choose-holder.ts';
import { fileHolderMemory } from '../../process/holder/claim-files.ts';
import { isGone, processesAtWork } from '../../process/holder/process-notes.ts';
import { type FoundProgram, findProgram } from '../../process/programs/find-program.ts';
import { removePrograms } from '../../process/programs/remove-programs.ts';
import type { Sizes } from '../../report/doctor/doctor-report.ts';
import type { CommandContext } from '../command.ts';
import { openClaimant } from './claimant.ts';
import { sessionHolder } from './claims.ts';
import type { OpenedTable } from './opened.ts';
import { measureAll } from './sizes.ts';

/** What this clone shows to `doctor`; nothing of it asks the table. */
export interface PlaceExam {
  readonly git: string;
  readonly repository: PrivateExam;
  /** Worktrees of runs that are gone. */
  readonly leftWorktrees: readonly string[];
  /** Those with something that could be brought nowhere else. */
  readonly staying: readonly string[];
  /** Processes that hold claims or work in worktrees here, as people know them. */
  readonly atWork: readonly string[];
  readonly sizes: Sizes;
  readonly hook: PushHook | undefined;
  /** Our program as a hook would find it. */
  readonly program: FoundProgram | undefined;
  readonly holder: Holder;
}

export async function examinePlace(context: CommandContext, table: OpenedTable): Promise<PlaceExam> {
  const [version, repository, hook, program, holder, processes] = await Promise.all([
    execGit({ args: ['--version'], cwd: table.root }),
    examinePrivateRepository(table.repository, table.clone),
    findPushHook(table.clone),
    findProgram({ root: table.root, env: context.env, privateRepository: table.repository.path }),
    sessionHolder(context.env, table),
    processesAtWork(table.repository.path),
  ]);
  const atWork = processes.map(({ name, pid }) => `${name}, process ${pid}`);
  const leftWorktrees: string[] = [];
  const folder = worktreesOf(context, table);
  for (const { owner, name } of await readMarkers(folder)) {
    if (await isGoneHolder(owner)) leftWorktrees.push(join(folder, name));
    else if (owner.kind === 'process') atWork.push(`${owner.name}, process ${owner.pid}`);
  }
  const git = version.stdout
    .toString('utf8')
    .replace(/^git version /, '')
    .trim();
  const [sizes, staying] = await Promise.all([measureAll(table, folder), listStaying(folder)]);
  return {
    git,
    repository,
    leftWorktrees,
    staying,
    atWork: [...new Set(atWork)],
    sizes,
    hook,
    program,
    holder,
  };
}

/** Mends our own repository before anything else works with it, and removes what was never finished. */
export async function mendPlace(
  { repository, clone }: OpenedTable,
  { damage, leftovers }: PrivateExam,
): Promise<Mended & { readonly removed: number }> {
  const removed = await removeRests(leftovers);
  if (isSound(damage)) return { mended: 0, lost: [], removed };
  return { ...(await mendDamage(repository, clone, damage)), removed };
}

const worktreesOf = (context: CommandContext, { clone, root, settings }: OpenedTable): string =>
  worktreeFolder({
    commonDir: clone.commonDir,
    root,
    ...(settings.worktrees === undefined ? {} : { wanted: settings.worktrees }),
    env: context.env,
  });

const isGoneHolder = async (holder: Holder): Promise<boolean> =>
  holder.kind === 'process' && (await isGone(holder));

/** How it is seen here that a run's result is on its branch. */
export const branchCheck = ({ repository, clone, settings }: OpenedTable): BranchCheck => ({
  contains: gitPublishing(repository, clone).contains,
  ...(settings.publish.branch === undefined
    ? {}
    : { branch: refName(`refs/heads/${settings.publish.branch}`) }),
});

// A person waits for it, and a server that is only busy is no finding.
const CANARY_RETRY_MS = 10_000;

/** Takes a claim and gives it back, for this process alone: what the session holds is not touched. */
export async function tryClaims(
  context: CommandContext,
  table: OpenedTable,
): Promise<StoreFailure | undefined> {
  const claimant = await openClaimant(table, await processHolder(whoWorksHere(table.clone, context.env)));
  return tryCanary({ ...claimant, retryBudgetMs: CANARY_RETRY_MS }, context.signal);
}

/** Removes worktrees of runs that are gone, and what still runs in them; their unpublished work is kept where that is wanted. */
export async function cleanWorktrees(
  context: CommandContext,
  table: OpenedTable,
  how: { readonly keepWork: boolean },
): Promise<readonly Leftover[]> {
  const holder = await processHolder(whoWorksHere(table.clone, context.env));
  const worktrees = gitWorktrees({
    repository: table.repository,
    clone: table.clone,
    folder: worktreesOf(context, table),
    root: table.root,
    owner: holder,
    isKnownDead: isGoneHolder,
    links: [],
    mask: maskSecrets(secretValues(context.env)),
  });
  if (!how.keepWork) return worktrees.cleanLeftovers();
  const publishing = gitPublishing(table.repository, table.clone);
  return worktrees.cleanLeftovers(rescueWork({ claimant: await openClaimant(table, holder), publishing }));
}

/** Ends kept work that is too old; how much it was. */
export const dropKept = (context: CommandContext, table: OpenedTable): Promise<number> =>
  dropOldKept(table.repository, wallTime(context.now.getTime()));

/** Each session of this clone that remembers claims, one after the other, with its claimant; nobody else acts for it meanwhile. */
export async function forEachSession(
  context: CommandContext,
  table: OpenedTable,
  act: (claimant: Claimant) => Promise<void>,
): Promise<void> {
  const folder = join(table.repository.path, 'holders');
  const holder = await sessionHolder(context.env, table);
  const claimant = await openClaimant(table, holder);
  for (const name of await readdir(folder).catch(() => [])) {
    if (!name.endsWith('.json')) continue;
    const path = join(folder, name);
    await withFileLock({ path: `${path}.lock`, timeoutMs: 60_000 }, () =>
      act({ ...claimant, memory: fileHolderMemory(path) }),
    );
  }
}

/** What was left in the user's cache of clones that are gone, and is not any more. */
export async function pruneGoneClones(
  context: CommandContext,
): Promise<Readonly<Record<'gone-clones', number>>> {
  return { 'gone-clones': await pruneCaches(context.env) };
}

/** Removes all that we keep beside the clone, and what starts this program for agents. */
export async function removeEverything(context: CommandContext, table: OpenedTable): Promise<Removal> {
  const { removed, stays } = await removePrivateRepository(table.clone);
  await pruneCaches(context.env);
  return { removed: [...removed, ...(await removePrograms(userCacheFolder(context.env)))], stays };
}
