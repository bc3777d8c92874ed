import { escapeText } from './escape.ts';

/** One word of a command that a person may paste into a POSIX shell; hostile names are quoted, never run. */
export function shellWord(word: string): string {
  if (/^[A-Za-z0-9_@%+=:,./-]+$/.test(word)) return word;
  if (escapeText(word) !== word) return `$'${bytesOf(word).map(ansiByte).join('')}'`;
  return `'${word.replaceAll("'", `'\\''`)}'`;
}

const ansiByte = (byte: number): string =>
  byte >= 0x20 && byte < 0x7f && byte !== 0x27 && byte !== 0x5c
    ? String.fromCharCode(byte)
    : `\\x${byte.toString(16).padStart(2, '0')}`;

/** A lone surrogate is a byte of a file name. */
const bytesOf = (word: string): readonly number[] =>
  [...word].flatMap((char) => {
    const code = char.charCodeAt(0);
    return char.length === 1 && code >= 0xdc80 && code <= 0xdcff
      ? [code - 0xdc00]
      : [...Buffer.from(char, 'utf8')];
  });
