import { type ListItem, listItem } from './list-items.ts';
import { plainText } from './sections.ts';
import type { TextLine } from './text-lines.ts';

/** An outermost entry with a box, and the lines that are indented below it. */
export interface ChecklistEntry {
  readonly item: ListItem;
  readonly below: readonly TextLine[];
}

/** What is indented more than an entry belongs to it; a heading or a line of text ends it. */
export function entriesIn(lines: readonly TextLine[]): readonly ChecklistEntry[] {
  const entries: { item: ListItem; below: TextLine[] }[] = [];
  let open: (typeof entries)[number] | undefined;
  for (const line of lines) {
    const item = listItem(line);
    const indent = /^\s*/.exec(line.text)?.[0].replaceAll('\t', '    ').length ?? 0;
    if (open !== undefined && (line.text.trim() === '' || indent > open.item.indent)) open.below.push(line);
    else if (item?.checked !== undefined) {
      open = { item, below: [] };
      entries.push(open);
    } else open = undefined;
  }
  return entries;
}

/** Lines below an entry that have no box of their own. */
export const textBelow = (below: readonly TextLine[]): string =>
  below
    .filter((line) => !line.quoted && listItem(line)?.checked === undefined)
    .map(({ text }) => plainText(text))
    .join('\n')
    .trim();
