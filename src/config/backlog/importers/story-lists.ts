import type { Need, Said } from '../importer.ts';
import { listItem } from '../markdown/list-items.ts';
import { plainText, type Section, within } from '../markdown/sections.ts';
import type { TextLine } from '../markdown/text-lines.ts';

/** Entries with a box; where there is none, all. Groups above boxes are headings of theirs. */
export function readCriteria(sections: readonly Section[]): readonly Said[] {
  const items = sections.flatMap(({ lines }) => lines.flatMap((line) => listItem(line) ?? []));
  const boxed = items.filter(({ checked }) => checked !== undefined);
  return (boxed.length > 0 ? boxed : items).map(({ words, line }) => ({
    text: plainText(words),
    where: line.where,
  }));
}

export interface NeedsOfStory {
  /** Its own number, which may stand among them. */
  readonly own: string;
  readonly sections: readonly Section[];
  readonly fields: ReadonlyMap<string, Said>;
  readonly nameOf: (number: string) => string;
}

const STORIES =
  /\bstor(?:y|ies)[ _-]?(\d+(?:\.\d+)*(?:\s*(?:,|and|&|\+)\s*(?:story[ _-]?)?\d+(?:\.\d+)*)*)/gi;
const SETTLED = /(?:✅|☑|✔|[-–(:]\s*)\s*(?:completed?|done|finished|closed|merged)\b/i;
const TO_COME = /\b(must|should|needs? to|to) be\b/i;

/** Stories that it waits for: what its dependencies name, and what must be completed first. */
export function readStoryNeeds(story: NeedsOfStory): readonly Need[] {
  const needs = new Map<string, Need>();
  for (const { text, where } of dependencyLines(story)) {
    const settled = SETTLED.test(text) && !TO_COME.test(text);
    for (const [, numbers = ''] of text.matchAll(STORIES))
      for (const [number] of numbers.matchAll(/\d+(?:\.\d+)*/g)) {
        const name = story.nameOf(number);
        if (number !== story.own && !needs.has(name)) needs.set(name, { name, where, settled });
      }
  }
  return [...needs.values()];
}

const FIELDS = ['dependencies', 'depends on', 'blocked by', 'requires'];
const INLINE = /^\s*\*\*(?:dependencies|depends on|blocked by|prerequisites):?\*\*:?/i;

function dependencyLines({ sections, fields }: NeedsOfStory): readonly Said[] {
  const own = within(sections, /^(dependencies|depends on|prerequisites)$/i).flatMap(({ lines }) => lines);
  const inline = sections.flatMap(({ lines }) => lines.filter((line, at) => isBelowInline(lines, line, at)));
  const first = within(sections, /^blockers?$/i)
    .flatMap(({ lines }) => lines)
    .filter(({ text }) => /\bfirst\b|\bblocked by\b|\bwaits? for\b/i.test(text));
  return [
    ...FIELDS.flatMap((name) => fields.get(name) ?? []),
    ...[...own, ...inline, ...first].filter(({ quoted }) => !quoted),
  ];
}

/** A line `**Dependencies:**` and the list that follows it. */
function isBelowInline(lines: readonly TextLine[], line: TextLine, at: number): boolean {
  if (INLINE.test(line.text)) return true;
  if (listItem(line) === undefined) return false;
  const before = lines
    .slice(0, at)
    .findLast((other) => listItem(other) === undefined && other.text.trim() !== '');
  return before !== undefined && INLINE.test(before.text);
}
