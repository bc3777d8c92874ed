import { isPlainAscii } from '../model/plain-ascii.ts';

/** The words of a name, lower case: `getUserID_v2.ts` → get, user, id, v2, ts. */
export function wordsOf(name: string): readonly string[] {
  const words = name
    .replaceAll(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replaceAll(/([A-Z]+)([A-Z][a-z])/g, '$1 $2')
    .toLowerCase();
  const parts = isPlainAscii(words) ? words.split(/[^a-z0-9]+/) : words.split(/[^\p{L}\p{N}]+/u);
  return parts.filter((word) => word !== '');
}
