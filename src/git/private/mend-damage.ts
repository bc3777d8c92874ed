import { mkdir, readFile, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { RefName } from '../../core/model/ids.ts';
import { writeDurably } from '../../process/disk/durable-file.ts';
import { leadsSomewhere } from '../../process/disk/is-there.ts';
import { PACKED, PACKED_LINE } from './check-refs.ts';
import { type Damage, findDamage } from './find-damage.ts';
import type { PrivateRepository } from './private-repository.ts';

/** What became of the damage. */
export interface Mended {
  readonly mended: number;
  /** What could not be saved, by its name: its objects are nowhere any more. */
  readonly lost: readonly RefName[];
}

/**
 * Mends what can be: halves of packs find or make the other half, what is readable of a broken one is taken out of it,
 * and an unreadable object gives way to the clone's, where that has it. Then refs to what is nowhere go, each named; what
 * is kept whole stays, and so do all refs of a table that only this clone has.
 */
export async function mendDamage(
  repository: PrivateRepository,
  clone: { readonly commonDir: string },
  damage: Damage,
): Promise<Mended> {
  if (damage.refs.includes(PACKED)) await mendPacked(repository.path);
  for (const file of damage.files) await mendFile(repository, clone, file);
  const after = await findDamage(repository, clone);
  const lost: RefName[] = [];
  for (const ref of after.refs) {
    if (ref.startsWith('refs/agentic/')) continue;
    await dropRef(repository, ref);
    if (!ref.startsWith('refs/seen/')) lost.push(ref); // what the team's server has is fetched again
  }
  const left = await findDamage(repository, clone);
  const count = ({ files, refs }: Damage): number => files.length + refs.length;
  return { mended: Math.max(0, count(damage) - count(left)), lost };
}

async function mendFile(
  repository: PrivateRepository,
  clone: { readonly commonDir: string },
  name: string,
): Promise<void> {
  const file = join(repository.path, 'objects', name);
  if (!name.startsWith('pack/')) return rm(file, { force: true }); // the clone's shows through, where it has one
  const base = file.replace(/\.(pack|idx)$/, '');
  if (!(await leadsSomewhere(`${base}.pack`))) return removePack(base); // an index alone: the clone's own pack shows through
  if (await leadsSomewhere(join(clone.commonDir, 'objects', name.replace(/idx$/, 'pack'))))
    return removePack(base);
  if (!(await leadsSomewhere(`${base}.idx`))) {
    const indexed = await repository.git({ args: ['index-pack', `${base}.pack`] });
    if (indexed.code === 0) return;
  }
  await salvage(repository, base);
}

/** Takes out of a broken pack what can still be read. */
async function salvage(repository: PrivateRepository, base: string): Promise<void> {
  const aside = join(repository.path, 'damaged', `${Date.now()}.pack`);
  await mkdir(dirname(aside), { recursive: true });
  await rename(`${base}.pack`, aside);
  await removePack(base); // else git would think that it has the objects
  await repository.git({ args: ['unpack-objects', '-r', '-q'], input: await readFile(aside) });
  await rm(dirname(aside), { recursive: true, force: true });
}

/** What is a ref stays one; git reads them without the line that says how they are sorted. */
async function mendPacked(path: string): Promise<void> {
  const lines = (await readFile(join(path, PACKED), 'latin1')).split('\n');
  const kept = lines.filter((line) => line !== '' && !/^[#^]/.test(line) && PACKED_LINE.test(line));
  await writeDurably(join(path, PACKED), Buffer.from(kept.map((line) => `${line}\n`).join(''), 'latin1'));
}

async function removePack(base: string): Promise<void> {
  for (const ending of ['idx', 'rev', 'promisor', 'pack']) await rm(`${base}.${ending}`, { force: true });
}

async function dropRef({ path, git }: PrivateRepository, ref: RefName): Promise<void> {
  const text = await readFile(join(path, ref), 'latin1').catch(() => undefined);
  if (text !== undefined && !/^[0-9a-f]{40,64}\n?$/.test(text)) await rm(join(path, ref), { force: true });
  await git({ args: ['update-ref', '--no-deref', '-d', ref] });
}
