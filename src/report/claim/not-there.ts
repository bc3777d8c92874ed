import type { Problem } from '../../core/model/problem.ts';
import { listTexts } from '../list-texts.ts';

/** A line of a screen on paths that were named and are nowhere to be found: right for what will be made, else a slip. */
export function notThereLines(notes: readonly Problem[]): readonly string[] {
  const paths = notes.flatMap((note) => (note.code === 'path-not-there' ? [note.data.path] : []));
  if (paths.length === 0) return [];
  const isOne = paths.length === 1;
  const which = isOne
    ? 'does not exist, and nothing tracked has that name'
    : 'do not exist, and nothing tracked has such a name';
  return [`  note   ${listTexts(paths)} ${which}`];
}

/** What is said before a screen: all but what `notThereLines` has a place for in it. */
export const besidesNotThere = (notes: readonly Problem[]): readonly Problem[] =>
  notes.filter(({ code }) => code !== 'path-not-there');
