import { escapeText } from './escape.ts';
import { bytesOfPath } from './path-base64.ts';

/** One word of a command that a person may paste into a POSIX shell; hostile names are quoted, never run. */
export function shellWord(word: string): string {
  if (/^[A-Za-z0-9_@%+=:,./-]+$/.test(word)) return word;
  if (escapeText(word) !== word) return `$'${[...bytesOfPath(word)].map(ansiByte).join('')}'`;
  return `'${word.replaceAll("'", `'\\''`)}'`;
}

const ansiByte = (byte: number): string =>
  byte >= 0x20 && byte < 0x7f && byte !== 0x27 && byte !== 0x5c
    ? String.fromCharCode(byte)
    : `\\x${byte.toString(16).padStart(2, '0')}`;
