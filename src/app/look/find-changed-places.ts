import { parseHunks } from '../../core/analyse/lines/parse-hunks.ts';
import type { RepoPath } from '../../core/model/ids.ts';
import type { Plan } from '../../core/model/plan.ts';
import type { Repository } from '../ports/repository.ts';

/** Lines of a file as the change leaves it. */
export type LineRange = readonly [first: number, last: number];

const MOST_FILES = 50;
const MOST_BYTES = 4_000_000;

/** Where a change touches the files that others are on: a conflict is told by lines of a merge that nobody has yet. */
export async function findChangedPlaces(
  repository: Pick<Repository, 'readDiff'>,
  { base, head, presence }: Plan,
): Promise<ReadonlyMap<RepoPath, readonly LineRange[]>> {
  const paths = [
    ...presence.branches.flatMap(({ conflicts }) => conflicts.map(({ path }) => path)),
    ...presence.claims.flatMap(({ sharedFiles }) => sharedFiles),
  ];
  const asked = [...new Set(paths)].slice(0, MOST_FILES);
  const patches =
    asked.length === 0
      ? new Map<RepoPath, string>()
      : await repository.readDiff({ base, head }, asked, MOST_BYTES);
  return new Map([...patches].map(([path, patch]) => [path, rangesOf(patch)]));
}

/** Hunks that only take lines away have no line to point at. */
const rangesOf = (patch: string): readonly LineRange[] =>
  parseHunks(patch).flatMap(({ added }): readonly LineRange[] => {
    const [first, last] = [added[0]?.line, added.at(-1)?.line];
    return first === undefined || last === undefined ? [] : [[first, last]];
  });
