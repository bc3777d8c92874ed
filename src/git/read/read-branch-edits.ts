import type { OpenBranch } from '../../app/ports/repository.ts';
import type { PathEdit, PathEdits } from '../../core/analyse/meet-paths.ts';
import type { Oid, RepoPath } from '../../core/model/ids.ts';
import type { CloneReader } from '../clone/clone-reader.ts';
import type { LookCache, Question } from './look-cache.ts';
import { readEdits } from './read-commit-names.ts';

/** What each branch changes on its own; in one process for all that nobody has asked for before. */
export async function readBranchEdits(
  reader: CloneReader,
  cache: LookCache,
  branches: readonly OpenBranch[],
): Promise<readonly PathEdits[]> {
  const questionOf = ({ from, tip }: OpenBranch): Question => ['edits', from, tip];
  const known = new Map<string, Map<RepoPath, PathEdit>>();
  for (const branch of branches) {
    const kept = await cache.recall(questionOf(branch));
    if (Array.isArray(kept) && kept.every(isEdit)) known.set(branch.tip, new Map(kept));
  }
  const asked = branches.filter(({ tip }) => !known.has(tip));
  for (const { tip } of asked) known.set(tip, new Map());
  await readEdits(reader, {
    pairs: asked.map(({ tip, from }): [Oid, Oid] => [tip, from]),
    take: (commit, path, edit) => void known.get(commit)?.set(path, edit),
  });
  for (const branch of asked) cache.keep(questionOf(branch), [...(known.get(branch.tip) ?? [])]);
  return branches.map(({ tip }) => known.get(tip) ?? new Map());
}

const EDITS: readonly unknown[] = ['added', 'deleted', 'modified'];

const isEdit = (kept: unknown): kept is [RepoPath, PathEdit] =>
  Array.isArray(kept) && kept.length === 2 && typeof kept[0] === 'string' && EDITS.includes(kept[1]);
