import { access, constants, stat } from 'node:fs/promises';
import { dirname, join, relative, sep } from 'node:path';
import type { Checked, Problem } from '../../core/model/problem.ts';
import { userCacheFolder } from '../../process/disk/cache-folder.ts';
import { diskProblem } from '../../process/disk/disk-problem.ts';
import { makeOwnFolder } from '../../process/disk/own-folder.ts';
import { makeThrowAwayFolder } from '../../process/disk/throw-away-folder.ts';
import type { CloneFacts } from '../clone/clone-facts.ts';
import { MARKER, PRIVATE, privateRepositoryPath } from '../private-place.ts';
import { clonePlace } from './cache-place.ts';
import { openAsItIs, openPrivateRepository, type PrivateRepository } from './private-repository.ts';

const opened = new WeakMap<CloneFacts, Promise<Checked<PrivateRepository>>>();

/**
 * Where a command that only reads lets git write: the private repository where there is one, else one like it in the
 * user's cache, else in a temporary folder, which is forgotten. So nothing appears in a clone that is only looked at.
 * `isTable`: the claims themselves are in the private repository (a clone without a remote), so that no other serves.
 */
export function openLookRepository(
  clone: CloneFacts,
  { isTable }: { readonly isTable: boolean } = { isTable: false },
): Promise<Checked<PrivateRepository>> {
  const known = opened.get(clone) ?? open(clone, isTable);
  opened.set(clone, known);
  return known;
}

async function open(clone: CloneFacts, isTable: boolean): Promise<Checked<PrivateRepository>> {
  const own = privateRepositoryPath(clone);
  if (await stat(join(own, MARKER)).catch(() => undefined)) {
    const repository = (await mayWrite(own)) ? await openPrivateRepository(clone) : undefined;
    if (repository?.ok) return repository;
    if (isTable) return { ok: true, warnings: [], value: openAsItIs(clone) };
  }
  const problems: Problem[] = [];
  for (const find of [cachePlace, temporaryPlace]) {
    const repository = await openIn(clone, find);
    if (repository?.ok) return repository;
    problems.push(...(repository?.problems ?? []));
  }
  return { ok: false, problems: problems.slice(-1) };
}

/** What a read-only mount, or another owner, forbids; a full disk shows itself when it is written to. */
const mayWrite = (path: string): Promise<boolean> =>
  Promise.all(
    [path, join(path, 'refs'), join(path, 'objects')].map((one) => access(one, constants.W_OK)),
  ).then(
    () => true,
    () => false,
  );

async function openIn(
  clone: CloneFacts,
  find: (clone: CloneFacts) => Promise<string | undefined>,
): Promise<Checked<PrivateRepository> | undefined> {
  try {
    const folder = await find(clone);
    return folder === undefined ? undefined : await openPrivateRepository(clone, join(folder, PRIVATE));
  } catch (error) {
    const problem = diskProblem(error);
    if (problem === undefined) throw error;
    return { ok: false, problems: [problem] };
  }
}

/** The same folder for what a look finds out about a clone; `undefined` where there is none of this user's to be had. */
export const findLookFolder = (clone: CloneFacts): Promise<string | undefined> =>
  cachePlace(clone).catch(() => undefined);

/** `<cache>/agentic-plan/clones/<id>`; the id is of a clone at its place, so that two never share one. */
async function cachePlace(clone: CloneFacts): Promise<string | undefined> {
  const cache = userCacheFolder(process.env);
  if (cache === undefined || isInside(clone, cache)) return undefined;
  const place = await clonePlace(cache, clone);
  for (const folder of [cache, dirname(place), place]) if (!(await makeOwnFolder(folder))) return undefined;
  return place;
}

/** A home folder that is a repository itself has its cache inside. */
function isInside({ topLevel, commonDir }: CloneFacts, path: string): boolean {
  return [topLevel, commonDir].some((folder) => {
    const inside = folder === undefined ? undefined : relative(folder, path);
    return inside !== undefined && inside !== '..' && !inside.startsWith(`..${sep}`);
  });
}

const temporaryPlace = async (): Promise<string> => (await makeThrowAwayFolder()).path;
