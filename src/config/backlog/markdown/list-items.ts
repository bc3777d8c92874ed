import type { TextLine } from './text-lines.ts';

/** `- [x] words`, `3. words`, `* words`. */
export interface ListItem {
  readonly line: TextLine;
  /** Columns before its mark. */
  readonly indent: number;
  /** Absent: it has no box. */
  readonly checked?: boolean;
  /** With Markdown's marks. */
  readonly words: string;
}

const ITEM = /^(\s*)(?:[-*+]|\d{1,9}[.)])\s+(?:\[([ xX])\]\s+)?(\S.*)$/;

/** The item that begins on this line, if one does. */
export function listItem(line: TextLine): ListItem | undefined {
  const found = line.quoted ? null : ITEM.exec(line.text);
  if (found === null) return undefined;
  const [, space = '', box, words = ''] = found;
  const indent = space.replaceAll('\t', '    ').length;
  return { line, indent, words: words.trim(), ...(box === undefined ? {} : { checked: box !== ' ' }) };
}
