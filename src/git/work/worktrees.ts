import { mkdir, rename, rm } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import type { Made, Worktree, Worktrees, WorktreeWish } from '../../app/ports/worktrees.ts';
import type { Oid, RefName } from '../../core/model/ids.ts';
import { type AgentTemplate, readTemplate } from '../agent/agent-template.ts';
import { copyExtraFiles } from '../agent/extra-files.ts';
import { writeAgentRepository } from '../agent/write-agent-repository.ts';
import type { PrivateRepository } from '../private/private-repository.ts';
import { addWorktree, fillWorktree } from './add-worktree.ts';
import { cleanLeftovers } from './clean-leftovers.ts';
import { collectWork } from './collect-work.ts';
import { copyIndex } from './copy-index.ts';
import { discardWorktree } from './discard-worktree.ts';
import { beginHere, type FreshWorktree, ignoredLines, prepareFresh, writeRules } from './fresh-worktree.ts';
import { atMostAtOnce } from './in-turn.ts';
import { removeFolder } from './remove-folder.ts';
import { noteMade, removeMarker, type WorktreeMarker, writeMarker } from './worktree-marker.ts';
import { EXCHANGE, gitDirOf, indexOf, type WorktreesOptions } from './worktree-place.ts';

// More only get in each other's way: a checkout is bound by the disk and one core each.
const MOST_MAKING = Math.max(2, Math.min(8, availableParallelism()));
const MOST_REMOVING = 2;

/** Folders for agents and tests, each with a repository of its own. */
export function gitWorktrees(options: WorktreesOptions): Worktrees {
  const making = atMostAtOnce(MOST_MAKING);
  const removing = atMostAtOnce(MOST_REMOVING);
  let shown: ReadonlyMap<RefName, Oid> = new Map();
  let template: Promise<AgentTemplate> | undefined;
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
    make: (wish) => making(() => makeWorktree({ options, removing, readTemplate: readOnce }, wish)),
    cleanLeftovers: (keep) => cleanLeftovers(options, keep),
  };
}

interface Workshop {
  readonly options: WorktreesOptions;
  readonly removing: ReturnType<typeof atMostAtOnce>;
  readonly readTemplate: () => Promise<AgentTemplate>;
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
    await addWorktree({ repository, path, template, commit, widened });
    const fresh = await prepareFresh({ repository, path, commit, template, root, links });
    return { ok: true, worktree: worktreeOf(shop, { marker, path, fresh, template }) };
  } catch (error) {
    await discardWorktree(shop.options, name);
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
  { options, removing }: Workshop,
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
      const moved = await moveWorktree({ repository, fresh, commit, template: made.template });
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

/** The repository is written anew: who has worked there may have changed what a checkout obeys. Ignored files stay. */
async function moveWorktree(ask: {
  readonly repository: PrivateRepository;
  readonly fresh: FreshWorktree;
  readonly commit: Oid;
  readonly template: AgentTemplate;
}): Promise<FreshWorktree | undefined> {
  const { repository, fresh, commit, template } = ask;
  const { path } = fresh;
  const gitDir = gitDirOf(path);
  if ((await removeFolder(gitDir)).stays) return undefined;
  await writeAgentRepository({ gitDir, template, commit, widened: [] });
  await copyIndex(fresh.freshIndex, indexOf(path));
  if ((await fillWorktree(repository, path, commit)).code !== 0) return undefined;
  await copyIndex(indexOf(path), fresh.freshIndex);
  const env = { GIT_WORK_TREE: path, GIT_INDEX_FILE: indexOf(path) };
  // not what is ignored: that is what the set-up made
  const cleaned = await repository.git({ args: ['-C', path, 'clean', '-ffdq'], env });
  return cleaned.code === 0 ? { ...fresh, commit, begun: false } : undefined;
}
