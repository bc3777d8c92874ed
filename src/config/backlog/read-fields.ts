import { isList, type Located, membersOf } from '../parse/located.ts';
import type { Said } from './importer.ts';

// What another tool's JSON says, whatever it has in a place: a value of another kind counts as absent there.

/** A text that is not empty; a number as it is written. */
export function textIn(table: Located, key: string): Said | undefined {
  const member = membersOf(table).get(key);
  const content = member?.content;
  if (member === undefined || (typeof content !== 'string' && typeof content !== 'number')) return undefined;
  const text = String(content).trim();
  return text === '' ? undefined : { text, where: member.where };
}

/** The entries of a list; none where it is no list. */
export function itemsIn(table: Located, key: string): readonly Located[] {
  const content = membersOf(table).get(key)?.content;
  return content !== undefined && isList(content) ? content : [];
}

/** A list of texts, or of tables of which one member is meant (`[{"name": "bug"}]`). */
export const textsIn = (table: Located, key: string, member: string): readonly Said[] =>
  itemsIn(table, key).flatMap((item) => textOf(item) ?? textIn(item, member) ?? []);

/** A text or number by itself. */
export function textOf({ content, where }: Located): Said | undefined {
  if (typeof content !== 'string' && typeof content !== 'number') return undefined;
  return { text: String(content).trim(), where };
}

/** A whole number > 0. */
export function countIn(table: Located, key: string): number | undefined {
  const content = membersOf(table).get(key)?.content;
  return typeof content === 'number' && content > 0 ? Math.round(content) : undefined;
}

export const isTrueIn = (table: Located, key: string): boolean => membersOf(table).get(key)?.content === true;

export const has = (table: Located, ...keys: readonly string[]): boolean =>
  keys.every((key) => membersOf(table).has(key));

/** Paragraphs that say something. */
export const paragraphs = (...parts: readonly (Said | string | undefined)[]): string =>
  parts
    .map((part) => (typeof part === 'string' ? part : (part?.text ?? '')))
    .map((text) => text.replaceAll(/\r\n?/g, '\n').trim())
    .filter((text) => text !== '')
    .join('\n\n');
