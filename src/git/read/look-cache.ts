import { createHash } from 'node:crypto';
import { join } from 'node:path';
import type { CloneFacts } from '../clone/clone-facts.ts';
import { LOOK_FILE, type LookEntries, readLookFile, writeLookFile } from '../private/look-file.ts';

/** What git has found out before, by the objects that it depends on: it never gets old, and losing it costs time only. */
export interface LookCache {
  recall(question: Question): Promise<unknown>;
  /** What is too long to be worth keeping is not kept. */
  keep(question: Question, answer: unknown): void;
  /** Never rejects: a cache that cannot be written is none. */
  save(): Promise<void>;
}

/** What was asked, with every object (and setting) that the answer depends on. */
export type Question = readonly string[];

const MOST_ENTRIES = 4_000;
const LONGEST_ANSWER = 32 * 1024;

/** Another program, and another version of what it means, has other answers. */
const VERSION = '1';

/**
 * The cache of one clone, in the user's folder for it: read once, and written as a whole when there is something new.
 * Of two that write at the same time one loses what it has found, no more.
 */
export function openLookCache(facts: CloneFacts): LookCache {
  const objects = join(facts.commonDir, 'objects');
  // Where history ends early the same objects have other answers after the next fetch.
  const find = async (): Promise<string | undefined> =>
    facts.shallow ? undefined : (await import('../private/look-repository.ts')).findLookFolder(facts);
  let loading: Promise<{ readonly file: string | undefined; readonly entries: LookEntries }> | undefined;
  const load = () => {
    loading ??= find().then(async (folder) => {
      const file = folder && join(folder, LOOK_FILE);
      return { file, entries: (file && (await readLookFile(file, objects))) || new Map() };
    });
    return loading;
  };
  const used = new Map<string, unknown>();
  let isNew = false;
  return {
    async recall(question) {
      const key = keyOf(question);
      const known = used.get(key) ?? (await load()).entries.get(key);
      if (known !== undefined) used.set(key, known);
      return known;
    },
    keep(question, answer) {
      if (JSON.stringify(answer).length > LONGEST_ANSWER) return;
      used.set(keyOf(question), answer);
      isNew = true;
    },
    async save() {
      if (!isNew) return;
      isNew = false;
      const { file, entries } = await load();
      if (file === undefined) return;
      // what was asked for last stands last and stays longest
      const all = [...[...entries].filter(([key]) => !used.has(key)), ...used];
      await writeLookFile(file, objects, new Map(all.slice(-MOST_ENTRIES)));
    },
  };
}

const keyOf = (question: Question): string =>
  createHash('sha256')
    .update(JSON.stringify([VERSION, ...question]))
    .digest('base64url')
    .slice(0, 24);
