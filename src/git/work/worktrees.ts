import { mkdir, rename, rm } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import type { Made, Worktree, Worktrees, WorktreeWish } from '../../app/ports/worktrees.ts';
import type { Oid, RefName } from '../../core/model/ids.ts';
import { ProblemError } from '../../core/model/problem.ts';
import { type AgentTemplate, readTemplate } from '../agent/agent-template.ts';
import { copyExtraFiles } from '../agent/extra-files.ts';
import { moduleReader, type ReadModule } from '../agent/make-submodules.ts';
import { addWorktree, type Fill, folderFiller } from './add-worktree.ts';
import { cleanLeftovers } from './clean-leftovers.ts';
import { collectWork } from './collect-work.ts';
import { discardWorktree } from './discard-worktree.ts';
import { beginHere, type FreshWorktree, ignoredLines, prepareFresh, writeRules } from './fresh-worktree.ts';
import { atMostAtOnce } from './in-turn.ts';
import { addSubmodules, moveWorktree } from './move-worktree.ts';
import { noteMade, removeMarker, type WorktreeMarker, writeMarker } from './worktree-marker.ts';
import { EXCHANGE, type WorktreesOptions } from './worktree-place.ts';

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

interface Workshop {
  readonly options: WorktreesOptions;
  readonly removing: ReturnType<typeof atMostAtOnce>;
  readonly readTemplate: () => Promise<AgentTemplate>;
  readonly readModule: ReadModule;
  readonly fill: Fill;
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
  const name = `${wish.name.slice(0, 40)}-${wish.claim.slice(2)}`;
  const path = join(folder, name);
  try {
    await mkdir(folder, { recursive: true });
    const marker = markerOf(shop.options, wish, name);
    await writeMarker(folder, marker);
    const template = await shop.readTemplate();
    const { commit, shows: widened = [] } = wish;
    await addWorktree({ ...shop, path, template, commit, widened });
    const submodules = await addSubmodules({ ...shop, path, commit });
    const fresh = await prepareFresh({ repository, path, commit, template, root, links, submodules });
    return { ok: true, worktree: worktreeOf(shop, { marker, path, fresh, template }) };
  } catch (error) {
    await discardWorktree(shop.options, name);
    if (error instanceof ProblemError) return { ok: false, problem: error.problem };
    const detail = error instanceof Error ? error.message.trim().slice(0, 500) : String(error);
    return { ok: false, problem: { code: 'no-worktree', severity: 'error', data: { path, detail } } };
  }
}

const markerOf = (
  { owner, links }: WorktreesOptions,
  { claim, work, commit }: WorktreeWish,
  name: string,
): WorktreeMarker => ({
  version: 1,
  owner,
  name,
  claim,
  ...(work === undefined ? {} : { work: { ...work, base: commit, links } }),
});

function worktreeOf(
  { options, removing, readModule, fill }: Workshop,
  made: {
    readonly marker: WorktreeMarker;
    readonly path: string;
    readonly fresh: FreshWorktree;
    readonly template: AgentTemplate;
  },
): Worktree {
  const { folder, repository } = options;
  const { marker } = made;
  let { fresh } = made;
  let unsettled = false;
  let removed = false;
  const marking = atMostAtOnce(1); // it is removed while what came of it is settled
  return {
    path: made.path,
    claim: marker.claim,
    exchange: join(made.path, EXCHANGE),
    begin: async () => {
      fresh = await beginHere(repository, fresh);
    },
    collect: async () => {
      const collected = await collectWork(options, fresh);
      if (collected.ok && collected.changed.length > 0 && marker.work !== undefined) {
        await noteMade(folder, marker, collected);
        unsettled = true;
      }
      return collected;
    },
    moveTo: async (commit) => {
      const moved = await moveWorktree({ options, fresh, commit, template: made.template, readModule, fill });
      fresh = moved ?? fresh;
      return moved !== undefined;
    },
    remove: async () => {
      const stays = await removing(() => discardWorktree(options, marker.name, { keepMarker: true }));
      removed = stays === undefined;
      if (removed) await marking(async () => (unsettled ? undefined : removeMarker(folder, marker.name)));
      return stays;
    },
    leave: async () => {
      const name = `kept-${marker.name}`;
      await rename(made.path, join(folder, name));
      await rm(fresh.freshIndex, { force: true });
      await removeMarker(folder, marker.name);
      return join(folder, name);
    },
    settled: () =>
      marking(async () => {
        unsettled = false;
        const { work: _, ...rest } = marker;
        await (removed ? removeMarker(folder, marker.name) : writeMarker(folder, rest));
      }),
  };
}
