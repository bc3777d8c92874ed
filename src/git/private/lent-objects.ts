import { copyFile, link, mkdir, readdir, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { readIfThere, writeDurably } from '../../process/disk/durable-file.ts';
import { leadsSomewhere } from '../../process/disk/is-there.ts';
import { processesAtWork } from '../../process/holder/process-notes.ts';
import type { CloneFacts } from '../clone/clone-facts.ts';
import { listKept } from '../work/kept-work.ts';
import type { PrivateRepository } from './private-repository.ts';

// Alternates do not keep objects alive: an amend and `git gc --prune=now` in the clone would take the ground from under a
// run. So a run begins by giving the private repository names of its own for the files that hold them.

type Places = {
  readonly clone: Pick<CloneFacts, 'commonDir'>;
  readonly repository: Pick<PrivateRepository, 'path'>;
};

const LIST = 'lent-objects';
const LARGEST_LIST = 64 * 1024 * 1024;
const AT_ONCE = 64;

const storeOf = ({ clone }: Places): string => join(clone.commonDir, 'objects');
const ownStoreOf = ({ repository }: Places): string => join(repository.path, 'objects');

/**
 * Hard links (copies, where links fail) of all object files of the clone that are not ours yet: from now on nothing that
 * happens to the clone takes them away. Safe beside a `gc` there, which moves objects from loose files into packs.
 */
export async function lendObjects(places: Places): Promise<void> {
  const lent: string[] = [];
  for (let tries = 0; tries < 3; tries++) {
    const missing = await findMissing(places);
    if (missing.length === 0) break;
    lent.push(...(await linkAll(places, missing)));
  }
  if (lent.length > 0) await noteLent(places, [...(await readLent(places)), ...lent]);
}

/** Loose files first: what leaves them while we look is in a pack that is listed after them. */
async function findMissing(places: Places): Promise<readonly string[]> {
  const theirs = await listStore(storeOf(places));
  const ours = new Set(await listStore(ownStoreOf(places)));
  return theirs.filter((name) => !ours.has(name));
}

const PACK_PART = /^pack-[0-9a-f]+\.(pack|rev|promisor|idx)$/;
// what makes a pack visible comes last
const ORDER = ['promisor', 'pack', 'rev', 'idx'];

async function listStore(store: string): Promise<readonly string[]> {
  const folders = (await readdir(store).catch(() => [])).filter((name) => /^[0-9a-f]{2}$/.test(name));
  const loose = await Promise.all(
    folders.map(async (folder) =>
      (await readdir(join(store, folder)).catch(() => []))
        .filter((name) => /^[0-9a-f]{38,62}$/.test(name))
        .map((name) => `${folder}/${name}`),
    ),
  );
  const packs = (await readdir(join(store, 'pack')).catch(() => []))
    .filter((name) => PACK_PART.test(name))
    .sort((a, b) => ORDER.indexOf(endingOf(a)) - ORDER.indexOf(endingOf(b)));
  return [...loose.flat(), ...packs.map((name) => `pack/${name}`)];
}

const endingOf = (name: string): string => name.slice(name.lastIndexOf('.') + 1);

async function linkAll(places: Places, names: readonly string[]): Promise<readonly string[]> {
  const linked: string[] = [];
  const ofPacks = names.filter((name) => name.startsWith('pack/'));
  const loose = names.filter((name) => !name.startsWith('pack/'));
  const link = async (name: string): Promise<void> => {
    if (await linkOne(places, name)) linked.push(name);
  };
  for (let at = 0; at < loose.length; at += AT_ONCE)
    await Promise.all(loose.slice(at, at + AT_ONCE).map(link));
  for (const name of ofPacks) await link(name);
  return linked;
}

/** False: it is gone meanwhile, or somebody else was faster. */
async function linkOne(places: Places, name: string): Promise<boolean> {
  const [from, to] = [join(storeOf(places), name), join(ownStoreOf(places), name)];
  await mkdir(dirname(to), { recursive: true });
  try {
    await link(from, to);
    return true;
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code === 'EEXIST' || code === 'ENOENT') return false;
  }
  // another file system, or one without links
  const beside = `${to}.tmp-${process.pid}`;
  try {
    await copyFile(from, beside);
    await rename(beside, to);
    return true;
  } catch (error) {
    await rm(beside, { force: true });
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return false;
    throw error;
  }
}

/**
 * Takes the links away that the clone still has its own of. What it has lost stays: refs of ours may rest on it; and all
 * stay while somebody else is at work here, or kept work rests on them.
 */
export async function giveBackObjects(
  places: Places & { readonly repository: PrivateRepository },
): Promise<void> {
  const lent = await readLent(places);
  if (lent.length === 0 || (await isInUse(places.repository))) return;
  const kept: string[] = [];
  for (const name of [...lent].reverse()) {
    if (await leadsSomewhere(join(storeOf(places), name)))
      await rm(join(ownStoreOf(places), name), { force: true });
    else if (await leadsSomewhere(join(ownStoreOf(places), name))) kept.push(name);
  }
  await noteLent(places, kept.reverse());
}

async function isInUse(repository: PrivateRepository): Promise<boolean> {
  const others = (await processesAtWork(repository.path)).filter(({ pid }) => pid !== process.pid);
  return others.length > 0 || (await listKept(repository)).length > 0;
}

async function readLent({ repository }: Places): Promise<readonly string[]> {
  const text = await readIfThere(join(repository.path, LIST), LARGEST_LIST).catch(() => undefined);
  return (text?.toString('utf8') ?? '')
    .split('\n')
    .filter((name) => /^(pack\/pack-|[0-9a-f]{2}\/)/.test(name));
}

const noteLent = ({ repository }: Places, names: readonly string[]): Promise<void> =>
  writeDurably(join(repository.path, LIST), [...new Set(names)].map((name) => `${name}\n`).join(''));
