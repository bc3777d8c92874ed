import { createHash, randomBytes } from 'node:crypto';
import { rename, rm, writeFile } from 'node:fs/promises';
import { readIfThere } from '../../process/disk/durable-file.ts';

/** Answers by the hash of their question, oldest first. */
export type LookEntries = ReadonlyMap<string, unknown>;

/** Its name, in the folder of a clone in the user's cache. */
export const LOOK_FILE = 'look.json';

const LARGEST = 4 << 20;

// Sample of the file: the SHA-256 of its second line, then that line:
//   5891b5b522d5df086d0ff0b110fbd9d21bb4fc7163af34d08286a2e846f6be03
//   {"objects":"/home/ana/shop/.git/objects","entries":[["Zk2…",{"tree":"96cc558…"}]]}

/** What a clone's looks have found; `undefined` where there is no such file, or a damaged one, or another clone's. */
export async function readLookFile(path: string, objects: string): Promise<LookEntries | undefined> {
  const body = await readBody(path);
  const entries = body?.['entries'];
  if (body?.['objects'] !== objects || !Array.isArray(entries)) return undefined;
  return new Map(entries.filter(isEntry));
}

/** The objects of the clone whose cache it is. */
export async function readLookOwner(path: string): Promise<string | undefined> {
  const objects = (await readBody(path))?.['objects'];
  return typeof objects === 'string' ? objects : undefined;
}

async function readBody(path: string): Promise<Readonly<Record<string, unknown>> | undefined> {
  const text = (await readIfThere(path, LARGEST).catch(() => undefined))?.toString('utf8');
  if (text === undefined) return undefined;
  const cut = text.indexOf('\n');
  const line = text.slice(cut + 1);
  if (text.slice(0, cut) !== hashOf(line)) return undefined;
  const body: unknown = JSON.parse(line);
  return typeof body === 'object' && body !== null ? { ...body } : undefined;
}

const isEntry = (entry: unknown): entry is [string, unknown] =>
  Array.isArray(entry) && entry.length === 2 && typeof entry[0] === 'string';

const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex');

/**
 * Moved into place whole, so that a reader sees the old file or the new one. Not synced: after a power cut its hash
 * does not fit, and it is as if there were none.
 */
export async function writeLookFile(path: string, objects: string, entries: LookEntries): Promise<void> {
  const line = JSON.stringify({ objects, entries: [...entries] });
  if (line.length > LARGEST) return;
  const temporary = `${path}.${randomBytes(6).toString('hex')}.tmp`;
  try {
    await writeFile(temporary, `${hashOf(line)}\n${line}`, { mode: 0o600, flag: 'wx' });
    await rename(temporary, path);
  } catch {
    await rm(temporary, { force: true }).catch(() => undefined); // a full or read-only disk: no cache
  }
}
