import { rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Leftover, Worktree } from '../../app/ports/worktrees.ts';
import type { AgentTemplate } from '../agent/agent-template.ts';
import { collectWork } from './collect-work.ts';
import { discardWorktree, removeIndexes } from './discard-worktree.ts';
import { beginSubmodules } from './find-inner.ts';
import { beginHere, type FreshWorktree } from './fresh-worktree.ts';
import { atMostAtOnce } from './in-turn.ts';
import { moveWorktree } from './move-worktree.ts';
import { goneName } from './take-name.ts';
import type { Workshop } from './workshop.ts';
import { type MarkedWork, noteMarker, removeMarker, type WorktreeMarker } from './worktree-marker.ts';
import { EXCHANGE } from './worktree-place.ts';

/** What is known of a folder from when it is ready until all that came of it is settled. */
interface Life {
  /** As it lies beside the folder now, under the folder's name. */
  marker: WorktreeMarker;
  fresh: FreshWorktree;
  /** What was collected and is neither published nor kept yet. */
  made: MarkedWork['made'];
  /** `retired`: its name is free again. */
  stage: 'in-use' | 'retired' | 'removed';
}

/** A folder that is ready for whoever works there. */
export function liveWorktree(
  shop: Workshop,
  from: {
    readonly marker: WorktreeMarker;
    readonly fresh: FreshWorktree;
    readonly template: AgentTemplate;
  },
): Worktree {
  const { options } = shop;
  const { path } = from.fresh;
  const life: Life = { marker: from.marker, fresh: from.fresh, made: undefined, stage: 'in-use' };
  const inTurn = atMostAtOnce(1); // it is removed while what came of it is settled
  return {
    path,
    claim: from.marker.claim,
    exchange: join(path, EXCHANGE),
    begin: async () => {
      const { repository } = options;
      const fresh = await beginHere(repository, life.fresh);
      life.fresh = { ...fresh, submodules: await beginSubmodules(repository, fresh) };
    },
    collect: async () => {
      const collected = await collectWork(options, life.fresh);
      if (collected.ok && collected.changed.length > 0 && life.marker.work !== undefined) {
        life.made = collected;
        await noteMarker(options.folder, withMade(life));
      }
      return collected;
    },
    moveTo: async (commit) => {
      const moved = await moveWorktree({ ...shop, fresh: life.fresh, commit, template: from.template });
      life.fresh = moved ?? life.fresh;
      return moved !== undefined;
    },
    retire: () => inTurn(() => retire(shop, life)),
    remove: async () => {
      await inTurn(() => retire(shop, life));
      return shop.removing(() => remove(shop, life, inTurn));
    },
    leave: () => inTurn(() => leave(shop, life)),
    settled: () => inTurn(() => settle(shop, life)),
  };
}

/** What is worth keeping of it when this process dies now. */
function withMade({ marker, made }: Life): WorktreeMarker {
  if (marker.work === undefined || made === undefined) return marker;
  const { tree, messages } = made;
  return { ...marker, work: { ...marker.work, made: { tree, messages } } };
}

function onlyMade(life: Life, name: string): WorktreeMarker {
  const { work: _, ...rest } = life.marker;
  return life.made === undefined ? { ...rest, name } : { ...withMade(life), name };
}

/** Moves it away, so that the next one may have its name; what is marked lies there under the new name first. */
async function retire({ options }: Workshop, life: Life): Promise<void> {
  if (life.stage !== 'in-use') return;
  const { folder } = options;
  const before = life.marker.name;
  const marker = onlyMade(life, goneName());
  await noteMarker(folder, marker);
  const error = await rename(join(folder, before), join(folder, marker.name)).then(
    () => undefined,
    (problem: NodeJS.ErrnoException) => problem.code,
  );
  if (error !== undefined && error !== 'ENOENT') {
    await removeMarker(folder, marker.name); // somebody has a file open there: it keeps its name until it is gone
    return;
  }
  await removeIndexes(folder, before);
  await removeMarker(folder, before);
  life.marker = marker;
  life.stage = 'retired';
}

async function remove(
  { options }: Workshop,
  life: Life,
  inTurn: <T>(work: () => Promise<T>) => Promise<T>,
): Promise<Leftover | undefined> {
  const stays = await discardWorktree(options, life.marker.name, { keepMarker: true });
  if (stays !== undefined) return stays;
  await inTurn(async () => {
    life.stage = 'removed';
    if (life.made === undefined) await removeMarker(options.folder, life.marker.name);
  });
  return undefined;
}

/** The folder stays where it is and keeps its number, without a marker: nobody takes it for a dead run's. */
async function leave({ options }: Workshop, life: Life): Promise<string> {
  const { folder } = options;
  const before = life.marker.name;
  if (life.made !== undefined) {
    life.marker = onlyMade(life, goneName());
    await noteMarker(folder, life.marker);
  }
  life.stage = 'removed';
  await removeIndexes(folder, before);
  await removeMarker(folder, before);
  return join(folder, before);
}

async function settle({ options }: Workshop, life: Life): Promise<void> {
  life.made = undefined;
  const { work: _, ...rest } = life.marker;
  if (life.stage === 'removed') return rm(join(options.folder, `${life.marker.name}.json`), { force: true });
  life.marker = rest;
  await noteMarker(options.folder, rest);
}
