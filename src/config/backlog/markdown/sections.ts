import type { TextLine } from './text-lines.ts';

/** A heading and what stands below it, up to the next heading of any level. */
export interface Section {
  /** 1 to 6; 0: before the first heading. */
  readonly level: number;
  /** Without marks and pictures. */
  readonly title: string;
  readonly heading: TextLine | undefined;
  readonly lines: readonly TextLine[];
}

/** A document in its order, cut at its headings. */
export function sectionsOf(lines: readonly TextLine[]): readonly Section[] {
  const sections: { level: number; title: string; heading: TextLine | undefined; lines: TextLine[] }[] = [
    { level: 0, title: '', heading: undefined, lines: [] },
  ];
  for (const line of lines) {
    const [, marks = '', title = ''] = line.quoted ? [] : (/^(#{1,6})\s+(.*)$/.exec(line.text) ?? []);
    if (marks !== '')
      sections.push({ level: marks.length, title: plainText(title), heading: line, lines: [] });
    else sections.at(-1)?.lines.push(line);
  }
  return sections;
}

/** The sections whose title matches, each with those below it. */
export function within(sections: readonly Section[], title: RegExp): readonly Section[] {
  let level: number | undefined;
  return sections.filter((section) => {
    if (level !== undefined && section.level <= level) level = undefined;
    if (level === undefined && section.level > 0 && title.test(section.title)) level = section.level;
    return level !== undefined;
  });
}

/** Words as they are read, without Markdown's marks, links and pictures: `**Goal:** a [b](c)` → `Goal: a b`. */
export const plainText = (text: string): string =>
  text
    .replaceAll(/!?\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replaceAll(/\*\*|__|~~|<!--.*?-->/g, '')
    .replaceAll(/(^|\s)\*(\S[^*]*)\*(?=\s|$|[.,;:])/g, '$1$2')
    .replaceAll(/\p{Extended_Pictographic}|\u{fe0f}|\u{200d}/gu, '')
    .replaceAll(/\s+/g, ' ')
    .trim();
