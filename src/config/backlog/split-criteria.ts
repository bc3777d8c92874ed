import type { Said } from './importer.ts';
import { listItem } from './markdown/list-items.ts';
import { plainText, sectionsOf, within } from './markdown/sections.ts';
import { type TextLine, textLines } from './markdown/text-lines.ts';

/** A text field as lines of Markdown; each has the place of the field. */
const linesOf = ({ text, where }: Said): readonly TextLine[] =>
  textLines(text, where.file).map((line) => ({ ...line, where }));

/** A field that holds criteria: its list entries, else the text as one. */
export function splitCriteria(said: Said | undefined): readonly Said[] {
  if (said === undefined) return [];
  const items = linesOf(said).flatMap((line) => listItem(line) ?? []);
  if (items.length === 0) return [{ text: plainText(said.text), where: said.where }];
  return items.map(({ words }) => ({ text: plainText(words), where: said.where }));
}

/** Criteria inside a longer text: below a heading that says so, else its entries with a box. */
export function criteriaIn(said: Said | undefined): readonly Said[] {
  if (said === undefined) return [];
  const sections = sectionsOf(linesOf(said));
  const named = within(sections, /^(acceptance criteria|done when|definition of done)\b/i);
  const items = (named.length > 0 ? named : sections).flatMap(({ lines }) =>
    lines.flatMap((line) => listItem(line) ?? []),
  );
  const wanted = named.length > 0 ? items : items.filter(({ checked }) => checked !== undefined);
  return wanted.map(({ words }) => ({ text: plainText(words), where: said.where }));
}
