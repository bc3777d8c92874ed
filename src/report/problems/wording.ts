import type { AnyData } from '../../core/model/problem.ts';
import { escapeText } from '../escape.ts';
import { listTexts } from '../list-texts.ts';
import { type GivenOptions, type OwnCommand, ownLine } from '../own-command.ts';

/** What happened and why; and what helps, as a sentence or a command to paste. Without a final full stop. */
export interface Wording {
  readonly what: string;
  readonly remedy: string;
}

/** What words may name besides the data of their code. */
export interface Around {
  /** The dotted key of the problem's place, where it has one. */
  readonly key: string | undefined;
  /** A command of ours, as it may be pasted where the one was typed that met the problem. */
  readonly own: (command: OwnCommand, ...words: readonly string[]) => string;
}

export const around = (given: GivenOptions, key: string | undefined): Around => ({
  key,
  own: (command, ...words) => ownLine({ command, words, given }),
});

/** A name of the data of a code; of one without a type of its own it may be any. */
type NameIn<D extends AnyData> = keyof D & string;

const LONGEST = 200;

/** Half the name of a file is no name. */
const NAMES_OF_FILES: ReadonlySet<string> = new Set(['path', 'paths', 'file', 'log', 'locked', 'others']);

/** One datum, escaped and, unless it is the name of a file, cut; '' where it is absent. */
export function datum<D extends AnyData>(data: D, name: NameIn<D>): string {
  const value = data[name];
  if (value === undefined) return '';
  if (typeof value === 'object') return listTexts(value);
  return NAMES_OF_FILES.has(name) ? escapeText(String(value)) : escapeText(String(value), LONGEST);
}

/** A list as a person writes it: `a, b or c`. */
export const oneOf = <D extends AnyData>(data: D, name: NameIn<D>): string => listed(data, name, 'or');

/** The same of what belongs together: `a, b and c`. */
export const allOf = <D extends AnyData>(data: D, name: NameIn<D>): string => listed(data, name, 'and');

/** A list as it is, raw: for what is made of its items. */
export function itemsOf<D extends AnyData>(data: D, name: NameIn<D>): readonly string[] {
  const value = data[name];
  return typeof value === 'object' ? value : [String(value ?? '')];
}

function listed<D extends AnyData>(data: D, name: NameIn<D>, word: 'or' | 'and'): string {
  const value = data[name];
  const items =
    typeof value === 'object' ? value.map((item) => escapeText(item, LONGEST)) : [datum(data, name)];
  const last = items.at(-1) ?? '';
  return items.length < 2 ? last : `${items.slice(0, -1).join(', ')} ${word} ${last}`;
}

/** `did you mean "x"?` where there is a near one, else what is known. */
export const suggestion = (data: AnyData, otherwise: string): string =>
  data['nearest'] === undefined ? otherwise : `did you mean ${datum(data, 'nearest')}?`;
