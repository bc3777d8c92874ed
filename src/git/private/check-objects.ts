import { createHash } from 'node:crypto';
import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { inflate } from 'node:zlib';
import type { PrivateRepository } from './private-repository.ts';

const unpack = promisify(inflate);

type Ours = Pick<PrivateRepository, 'path' | 'objectFormat' | 'git'>;

/**
 * Object files of our own store that cannot be read, relative to it, sorted. What is a second name of a file of the
 * clone's is the clone's to vouch for, and not read.
 */
export async function findBadFiles(repository: Ours): Promise<readonly string[]> {
  const store = join(repository.path, 'objects');
  const [loose, packs] = await Promise.all([badLoose(repository, store), badPacks(repository, store)]);
  return [...loose, ...packs].sort();
}

async function badLoose({ objectFormat }: Ours, store: string): Promise<readonly string[]> {
  const bad: string[] = [];
  for (const folder of await readdir(store).catch(() => [])) {
    if (!/^[0-9a-f]{2}$/.test(folder)) continue;
    for (const name of await readdir(join(store, folder)).catch(() => [])) {
      if (!/^[0-9a-f]{38,62}$/.test(name)) continue;
      const file = join(store, folder, name);
      if ((await isOursAlone(file)) && !(await isWhole(file, `${folder}${name}`, objectFormat)))
        bad.push(`${folder}/${name}`);
    }
  }
  return bad;
}

const isOursAlone = async (file: string): Promise<boolean> =>
  ((await stat(file).catch(() => undefined))?.nlink ?? 0) === 1;

/** An object is named by what it holds. */
async function isWhole(file: string, oid: string, objectFormat: 'sha1' | 'sha256'): Promise<boolean> {
  try {
    const bytes = await unpack(await readFile(file));
    return createHash(objectFormat).update(bytes).digest('hex') === oid;
  } catch {
    return false;
  }
}

/** One half of a pack without the other, or a whole one whose contents are not what it says. */
async function badPacks(repository: Ours, store: string): Promise<readonly string[]> {
  const names = new Set(await readdir(join(store, 'pack')).catch(() => []));
  const bad: string[] = [];
  for (const name of names) {
    const base = /^(pack-[0-9a-f]+)\.(?:pack|idx)$/.exec(name)?.[1];
    if (base === undefined) continue;
    const isPair = names.has(`${base}.pack`) && names.has(`${base}.idx`);
    if (!isPair) bad.push(`pack/${name}`);
    else if (name.endsWith('.pack') && (await isOursAlone(join(store, 'pack', name)))) {
      const checked = await repository.git({ args: ['verify-pack', join(store, 'pack', `${base}.idx`)] });
      if (checked.code !== 0) bad.push(`pack/${name}`);
    }
  }
  return bad;
}
