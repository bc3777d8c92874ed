import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { FoundWork, KeepFound, Leftover } from '../../app/ports/worktrees.ts';
import { withFileLock } from '../../process/disk/file-lock.ts';
import { isThere } from '../../process/disk/is-there.ts';
import { endMarked } from '../../process/start/process-group.ts';
import { readTemplate } from '../agent/agent-template.ts';
import { findSubmodules } from '../agent/find-submodules.ts';
import { collectWork } from './collect-work.ts';
import { discardWorktree } from './discard-worktree.ts';
import type { FreshWorktree } from './fresh-worktree.ts';
import { removeFolder } from './remove-folder.ts';
import { isGoneName } from './take-name.ts';
import { type MarkedWork, readMarkers, type WorktreeMarker } from './worktree-marker.ts';
import { EXCHANGE, type WorktreesOptions } from './worktree-place.ts';

const TIMEOUT_MS = 30_000;

/** What dead runs left: their processes ended, their unpublished work kept, their worktrees removed. */
export async function cleanLeftovers(
  options: WorktreesOptions,
  keep: KeepFound | undefined,
): Promise<readonly Leftover[]> {
  const { folder } = options;
  await removeUnmarked(folder);
  if ((await deadMarkers(options)).length === 0) return [];
  // One process at a time: another one would take a folder that is half removed for work that deletes the other half.
  const path = join(folder, '.cleaning');
  const cleaned = await withFileLock({ path, timeoutMs: TIMEOUT_MS }, async () => {
    const found: Leftover[] = [];
    for (const marker of await deadMarkers(options)) found.push(...(await cleanOne(options, marker, keep)));
    return found;
  });
  return cleaned.kind === 'done' ? cleaned.value : [];
}

/** What was moved away to be removed, and lost its marker in a power cut. */
async function removeUnmarked(folder: string): Promise<void> {
  const names = await readdir(folder).catch(() => []);
  const marked = new Set(names.filter((name) => name.endsWith('.json')).map((name) => name.slice(0, -5)));
  for (const name of names)
    if (isGoneName(name) && !name.includes('.') && !marked.has(name)) await removeFolder(join(folder, name));
}

async function deadMarkers({ folder, isKnownDead }: WorktreesOptions): Promise<readonly WorktreeMarker[]> {
  const dead: WorktreeMarker[] = [];
  for (const marker of await readMarkers(folder)) if (await isKnownDead(marker.owner)) dead.push(marker);
  return dead;
}

async function cleanOne(
  options: WorktreesOptions,
  marker: WorktreeMarker,
  keep: KeepFound | undefined,
): Promise<readonly Leftover[]> {
  const path = join(options.folder, marker.name);
  await endMarked(`AGENTIC_CLAIM=${marker.claim}`, path);
  const wasThere = await isThere(path);
  let kept: Leftover['kept'];
  try {
    const work = keep === undefined ? undefined : await findWork(options, marker);
    const ref = work === undefined ? undefined : await keep?.(work);
    if (work !== undefined && ref !== undefined) kept = { task: work.task, ref };
  } catch (error) {
    // Nothing is removed that may be worth something: the next start, or a person, sees it again.
    const detail = error instanceof Error ? error.message.trim().slice(0, 500) : String(error);
    return [{ path, stays: true, detail: `what was written there could not be kept: ${detail}` }];
  }
  const stays = await discardWorktree(options, marker.name);
  if (!wasThere && stays === undefined && kept === undefined) return [];
  return [{ path, stays: false, ...stays, ...(kept === undefined ? {} : { kept }) }];
}

/** What an agent had made there for a task; `undefined`: nothing that is worth a word. */
async function findWork(
  options: WorktreesOptions,
  { work, claim, name }: WorktreeMarker,
): Promise<FoundWork | undefined> {
  if (work === undefined) return undefined;
  const { run, task, base } = work;
  const found = { run, task, claim, base };
  const fresh = await freshOf(options, name, work);
  const collected = fresh === undefined ? undefined : await collectWork(options, fresh);
  const aside = collected?.ok ? collected.aside : [];
  // Gone together with a private repository that was removed: there is nothing left to keep.
  if (work.made !== undefined)
    return (await isIn(options, work.made.tree)) ? { ...found, ...work.made, aside } : undefined;
  if (collected === undefined) return undefined;
  if (!collected.ok) throw new Error(`${collected.problem.code} ${JSON.stringify(collected.problem.data)}`);
  const nothing = collected.changed.length === 0 && aside.length === 0;
  return nothing ? undefined : { ...found, ...collected };
}

/** The worktree as it was when it was fresh; `undefined`: it never was ready, or is gone. */
async function freshOf(
  { folder, repository, clone }: WorktreesOptions,
  name: string,
  { base, links }: MarkedWork,
): Promise<FreshWorktree | undefined> {
  const path = join(folder, name);
  const freshIndex = `${path}.index`;
  if (!(await isThere(path)) || !(await isThere(freshIndex))) return undefined;
  const ours = [EXCHANGE];
  for (const link of links) {
    // What the commit has was not linked: it is the team's.
    const tracked = await repository.git({ args: ['ls-tree', '-z', '--name-only', base, '--', link] });
    if (tracked.stdout.length === 0) ours.push(link.replace(/\/+$/, ''));
  }
  const submodules = await findSubmodules({ repository, clone, commit: base });
  const { known, sparse } = await readTemplate({ clone, repository, refs: new Map(), ignored: ours });
  return {
    path,
    commit: base,
    ours,
    freshIndex,
    known,
    submodules,
    begun: true,
    sparse: sparse !== undefined,
  };
}

const isIn = async ({ repository }: WorktreesOptions, oid: string): Promise<boolean> =>
  (await repository.git({ args: ['cat-file', '-e', oid] })).code === 0;
