import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { RefName } from '../../core/model/ids.ts';
import { processesAtWork } from '../../process/holder/process-notes.ts';
import { findBadFiles } from './check-objects.ts';
import { findBadRefFiles, findLostRefs } from './check-refs.ts';
import type { PrivateRepository } from './private-repository.ts';

/** What is wrong with our own repository; nothing of it is the clone's. */
export interface Damage {
  /** Object files that cannot be read, relative to `objects`. */
  readonly files: readonly string[];
  /** Refs whose objects are lost, or that are half written. */
  readonly refs: readonly RefName[];
}

/** Looks at all of it; reads what is ours alone, and follows our refs as far as the clone's do not reach. */
export async function findDamage(
  repository: PrivateRepository,
  clone: { readonly commonDir: string },
): Promise<Damage> {
  const [files, half, lost] = await Promise.all([
    findBadFiles(repository),
    findBadRefFiles(repository),
    findLostRefs(repository, clone),
  ]);
  return { files, refs: [...new Set([...half, ...lost])].sort() };
}

export const isSound = ({ files, refs }: Damage): boolean => files.length + refs.length === 0;

const REST = /^(?:incoming-|rules-|index-)[0-9A-Za-z-]+(?:\.lock)?$/;

/** Full paths of what killed processes of ours left in it; none while others are at work. */
export async function findRests({ path }: PrivateRepository): Promise<readonly string[]> {
  const others = (await processesAtWork(path)).filter(({ pid }) => pid !== process.pid);
  if (others.length > 0) return [];
  const [top, packs] = await Promise.all(
    ['.', 'objects/pack'].map((folder) => readdir(join(path, folder)).catch(() => [])),
  );
  return [
    ...(top ?? []).filter((name) => REST.test(name)),
    ...(packs ?? []).filter((name) => /^tmp_|\.tmp-\d+$/.test(name)).map((name) => `objects/pack/${name}`),
  ]
    .sort()
    .map((name) => join(path, name));
}
