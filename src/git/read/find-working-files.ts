import type { Dirent } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { compareText } from '../../core/model/compare-text.ts';
import { type ComponentTest, compilePattern, patternTrouble } from '../../core/paths/match-paths.ts';

/** Folders that `**` does not go into: what is in them is others' or git's. */
const SKIPPED = new Set(['.git', 'node_modules', '.hg', '.svn']);
const MAX_DEPTH = 24;
/** Folders that are opened in one search. */
const MAX_FOLDERS = 20_000;

/** How far a pattern has come: the components that are still to be met. */
type Rest = readonly ComponentTest[];

export interface FoundFiles {
  /** Relative to the root, with `/`, sorted. */
  readonly files: readonly string[];
  /** More of them were there, or more folders than are searched. */
  readonly more: boolean;
}

/**
 * Regular files below `root` that a pattern matches. Only folders are opened that can lead to one; links are neither
 * followed nor found, and nothing in `.git` is.
 */
export async function findWorkingFiles(
  root: string,
  patterns: readonly string[],
  limit: number,
): Promise<FoundFiles> {
  const search: Search = { root, files: [], folders: 0, limit, more: false };
  const rests = patterns.filter((one) => patternTrouble(one) === undefined).map(compilePattern);
  await searchFolder(search, '', rests.flatMap(skipAny));
  return { files: search.files.sort(compareText), more: search.more };
}

interface Search {
  readonly root: string;
  readonly files: string[];
  readonly limit: number;
  folders: number;
  more: boolean;
}

async function searchFolder(search: Search, folder: string, rests: readonly Rest[]): Promise<void> {
  if (search.files.length >= search.limit || ++search.folders > MAX_FOLDERS) {
    search.more = true;
    return;
  }
  const entries = await readdir(join(search.root, folder), { withFileTypes: true }).catch((): Dirent[] => []);
  for (const entry of entries.sort((a, b) => compareText(a.name, b.name))) {
    if (entry.name.includes('\ufffd') || entry.name === '.git') continue; // a name that is no text cannot be asked for
    const next = rests.flatMap((rest) => advance(rest, entry.name));
    if (next.length === 0) continue;
    const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
    if (entry.isFile() && next.some((rest) => rest.length === 0 || rest.every((test) => test === 'any'))) {
      if (search.files.length >= search.limit) search.more = true;
      else search.files.push(path);
    }
    const deeper = next.filter((rest) => rest.length > 0);
    if (entry.isDirectory() && deeper.length > 0 && path.split('/').length < MAX_DEPTH)
      await searchFolder(search, path, deeper);
  }
}

/** What is left of a pattern after one more name; nothing, where the name does not fit. */
function advance([test, ...rest]: Rest, name: string): readonly Rest[] {
  if (test === undefined) return [];
  if (test === 'any') return SKIPPED.has(name) ? [] : skipAny([test, ...rest]);
  const fits = 'literal' in test ? test.literal === name : test.wild(name);
  return fits ? skipAny(rest) : [];
}

/** `**` may stand for no component at all. */
function skipAny(rest: Rest): readonly Rest[] {
  return rest[0] === 'any' ? [rest, ...skipAny(rest.slice(1))] : [rest];
}
