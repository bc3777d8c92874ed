import type { Problem } from '../../core/model/problem.ts';
import { errorAt, isTable, type Located } from '../parse/located.ts';
import type { BacklogItem, ParsedBacklog } from './importer.ts';

/** Reads each entry; one of which a key is missing, which the reader names, is told with its place. */
export function readEntries(
  entries: readonly Located[],
  read: (entry: Located) => BacklogItem | string,
  broken: readonly Problem[] = [],
): ParsedBacklog {
  const problems: Problem[] = [...broken];
  const items = entries.flatMap((entry): readonly BacklogItem[] => {
    if (!isTable(entry.content)) {
      problems.push(errorAt(entry.where, 'wrong-type', { value: shown(entry), expected: ['table'] }));
      return [];
    }
    const item = read(entry);
    if (typeof item !== 'string') return [item];
    problems.push(errorAt(entry.where, 'missing-key', { key: item }));
    return [];
  });
  return { items, problems };
}

const shown = ({ content }: Located): string =>
  Array.isArray(content) ? 'a list' : String(content).slice(0, 60);
