import type { KnownFiles } from './known-files.ts';

/** More than these are a description of the project, not of the task. */
const MOST = 30;

/** What surrounds a name in prose. */
const BETWEEN = /[\s"'`()[\]{}<>,;|]+/;

/**
 * Files that a text mentions, of those that exist. A bare name counts only as code (`` `init.sh` ``): `README.md` in a
 * sentence is rarely what a task changes. Addresses are no files.
 */
export function mentionedPaths(texts: readonly string[], find: KnownFiles['find']): readonly string[] {
  const found = new Set<string>();
  for (const text of texts) {
    for (const [, code = ''] of text.matchAll(/`([^`\n]{1,300})`/g)) add(found, code, find);
    for (const word of text.split(BETWEEN)) if (word.includes('/')) add(found, word, find);
  }
  return [...found].slice(0, MOST);
}

function add(found: Set<string>, word: string, find: KnownFiles['find']): void {
  if (word.includes('://')) return;
  const path = trimmedPath(word);
  const known = path === '' ? undefined : find(path);
  if (known !== undefined) found.add(known);
}

/** `./src/a.ts:12.` → `src/a.ts`. */
const trimmedPath = (word: string): string =>
  word.replace(/(?:#L?\d+(?:-L?\d+)?|:\d+(?:[-:]\d+)?)?[.:!?*]*$/, '').replace(/^(?:\*+|\.?\/+)/, '');

/** Whether a word of prose is shaped like a file's path: folders and an extension. */
export const looksLikePath = (word: string): boolean =>
  /^(?:[\w@.+()[\]-]+\/)+[\w@.+()[\]-]*\.[A-Za-z0-9]{1,12}$/.test(trimmedPath(word));

/** Words of a text that are shaped like paths, in its order, whether they exist or not. */
export function pathShapedWords(text: string): readonly string[] {
  const words = text
    .split(/[\s"'`,;|]+/)
    .map((word) => trimmedPath(word.replace(/^[(<]+|[)>]+$/g, '')))
    .filter((word) => !word.includes('://') && looksLikePath(word));
  return [...new Set(words)];
}
