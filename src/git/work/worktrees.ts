import { mkdir } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import type { Made, Worktrees, WorktreeWish } from '../../app/ports/worktrees.ts';
import type { Oid, RefName } from '../../core/model/ids.ts';
import { ProblemError } from '../../core/model/problem.ts';
import { type AgentTemplate, readTemplate } from '../agent/agent-template.ts';
import { copyExtraFiles } from '../agent/extra-files.ts';
import { moduleReader } from '../agent/make-submodules.ts';
import { addWorktree, folderFiller } from './add-worktree.ts';
import { cleanLeftovers } from './clean-leftovers.ts';
import { discardWorktree } from './discard-worktree.ts';
import { ignoredLines, prepareFresh, writeRules } from './fresh-worktree.ts';
import { atMostAtOnce } from './in-turn.ts';
import { liveWorktree } from './live-worktree.ts';
import { addSubmodules } from './move-worktree.ts';
import { takeName } from './take-name.ts';
import type { Workshop } from './workshop.ts';
import type { WorktreeMarker } from './worktree-marker.ts';
import type { WorktreesOptions } from './worktree-place.ts';

// More only get in each other's way: a checkout is bound by the disk and one core each.
const MOST_MAKING = Math.max(2, Math.min(8, availableParallelism()));
const MOST_REMOVING = 2;

/** Folders for agents and tests, each with a repository of its own. */
export function gitWorktrees(options: WorktreesOptions): Worktrees {
  const making = atMostAtOnce(MOST_MAKING);
  const removing = atMostAtOnce(MOST_REMOVING);
  let shown: ReadonlyMap<RefName, Oid> = new Map();
  let template: Promise<AgentTemplate> | undefined;
  const [readModule, fill] = [moduleReader(options.repository), folderFiller(options)];
  const readOnce = (): Promise<AgentTemplate> => {
    template ??= prepareTemplate(options, shown);
    template.catch(() => {
      template = undefined; // told by whoever waits for it; the next one tries again
    });
    return template;
  };
  return {
    showRefs: async (refs) => {
      shown = refs;
      template = undefined;
    },
    make: (wish) =>
      making(() => makeWorktree({ options, removing, readTemplate: readOnce, readModule, fill }, wish)),
    cleanLeftovers: (keep) => cleanLeftovers(options, keep),
  };
}

async function prepareTemplate(
  { clone, repository, links }: WorktreesOptions,
  refs: ReadonlyMap<RefName, Oid>,
): Promise<AgentTemplate> {
  const template = await readTemplate({ clone, repository, refs, ignored: ignoredLines(links) });
  await writeRules(repository, template);
  // our own git collects by the same filters
  await copyExtraFiles({ from: clone.commonDir, to: repository.path, names: template.extra });
  return template;
}

async function makeWorktree(shop: Workshop, wish: WorktreeWish): Promise<Made> {
  const { repository, folder, root, links } = shop.options;
  let marker: WorktreeMarker | undefined;
  try {
    await mkdir(folder, { recursive: true });
    marker = await takeName(folder, { kind: wish.kind, marker: markerOf(shop.options, wish) });
    const path = join(folder, marker.name);
    const template = await shop.readTemplate();
    const { commit, shows: widened = [] } = wish;
    await addWorktree({ ...shop, path, template, commit, widened });
    const submodules = await addSubmodules({ ...shop, path, commit });
    const fresh = await prepareFresh({ repository, path, commit, template, root, links, submodules });
    return { ok: true, worktree: liveWorktree(shop, { marker, fresh, template }) };
  } catch (error) {
    if (marker !== undefined) await discardWorktree(shop.options, marker.name);
    if (error instanceof ProblemError) return { ok: false, problem: error.problem };
    const path = join(folder, marker?.name ?? wish.kind);
    const detail = error instanceof Error ? error.message.trim().slice(0, 500) : String(error);
    return { ok: false, problem: { code: 'no-worktree', data: { path, detail } } };
  }
}

const markerOf = (
  { owner, links }: WorktreesOptions,
  { claim, work, commit }: WorktreeWish,
): Omit<WorktreeMarker, 'name'> => ({
  version: 1,
  owner,
  claim,
  ...(work === undefined ? {} : { work: { ...work, base: commit, links } }),
});
