import { isPlainAscii } from '../core/model/plain-ascii.ts';

/** What a terminal obeys or does not show; JSON itself escapes control characters below U+0020 and lone surrogates. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\u115f\u1160\u3164\uffa0]|[\ufe00-\ufe0e]|[\u{e0100}-\u{e01ef}]/gu;

/** One JSON object in one line, which reads back as the same data and is safe to be looked at in a terminal. */
export function jsonText(value: object): string {
  const text = JSON.stringify(value);
  return isPlainAscii(text) ? text : text.replace(UNSEEN, escapeUnits);
}

const escapeUnits = (char: string): string =>
  Array.from(
    { length: char.length },
    (_, at) => `\\u${char.charCodeAt(at).toString(16).padStart(4, '0')}`,
  ).join('');
