import type { Problem } from '../../core/model/problem.ts';
import { errorAt, isList, type Located } from '../parse/located.ts';

/** A cycle with file and line of each need along it; `listsOf`: where the needs of one stand. */
export function cycleProblem(
  cycle: readonly string[],
  { at, listsOf }: { readonly at: Located; readonly listsOf: (id: string) => readonly Located[] },
): Problem {
  const places = cycle.slice(0, -1).map((id, index) => placeOf(listsOf(id), cycle[index + 1] ?? '') ?? at);
  const spelled = places.map(({ where: { file, line } }) => (line === undefined ? file : `${file}:${line}`));
  return errorAt(at.where, 'dependency-cycle', { cycle, places: spelled });
}

const placeOf = (lists: readonly Located[], need: string): Located | undefined =>
  lists
    .flatMap((list) => (isList(list.content) ? list.content : [list]))
    .find(({ content }) => content === need) ?? lists[0];
