import type { Problem } from '../../core/model/problem.ts';
import { escapeText } from '../escape.ts';

type Data = Problem['data'];

/** What happened and why; and what helps, as a sentence or a command to paste. Without a final full stop. */
export interface Wording {
  readonly what: string;
  readonly remedy: string;
}

/** The words for one code. `key` is the dotted key of the problem's place, where it has one. */
export type Words = (data: Data, key: string | undefined) => Wording;

const LONGEST = 200;

/** One datum, escaped and cut, or '' where it is absent. */
export function datum(data: Data, name: string): string {
  const value = data[name];
  if (value === undefined) return '';
  return escapeText(typeof value === 'object' ? value.join(', ') : String(value), LONGEST);
}

/** A list as a person writes it: `a, b or c`. */
export function oneOf(data: Data, name: string): string {
  const value = data[name];
  const items =
    typeof value === 'object' ? value.map((item) => escapeText(item, LONGEST)) : [datum(data, name)];
  const last = items.at(-1) ?? '';
  return items.length < 2 ? last : `${items.slice(0, -1).join(', ')} or ${last}`;
}

/** `did you mean "x"?` where there is a near one, else what is known. */
export const suggestion = (data: Data, otherwise: string): string =>
  data['nearest'] === undefined ? otherwise : `did you mean ${datum(data, 'nearest')}?`;
