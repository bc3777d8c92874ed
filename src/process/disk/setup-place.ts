import type { Stats } from 'node:fs';
import { access, constants, lstat, readFile, realpath } from 'node:fs/promises';
import { dirname, join, relative, sep } from 'node:path';
import type { FoundFile, LockedWhy } from '../../core/setup/wanted-file.ts';

/** No file that set-up writes into is so long; what is gets no block of ours. */
const LARGEST = 4_000_000;
const ANYBODY_WRITES = 0o222;
const ANYBODY_STARTS = 0o111;

/** What is at a place below `base`, and whether it may be changed. No link is followed. */
export async function readPlace(base: string, file: string): Promise<FoundFile> {
  const seen = await lookAt(file);
  if (seen === 'in-the-way') return { kind: 'refused', why: 'not-regular' };
  if (!(await isInside(base, dirname(file)))) return { kind: 'refused', why: 'outside' };
  if (seen === undefined)
    return (await takesFiles(base, dirname(file)))
      ? { kind: 'absent' }
      : { kind: 'refused', why: 'folder-read-only' };
  if (seen.isSymbolicLink()) return { kind: 'refused', why: 'not-regular', ...(await leadsTo(base, file)) };
  if (!seen.isFile()) return { kind: 'refused', why: 'not-regular' };
  if (seen.size > LARGEST) return { kind: 'refused', why: 'too-large' };
  const locked = await whyLocked(base, file, seen);
  const isExecutable = process.platform === 'win32' || (seen.mode & ANYBODY_STARTS) !== 0;
  return { kind: 'file', bytes: await readFile(file), isExecutable, ...(locked && { locked }) };
}

/** A link to another file of the same place, as its path from there. */
async function leadsTo(base: string, file: string): Promise<{ readonly leadsTo?: string }> {
  const [root, target] = await Promise.all([realpath(base), realpath(file).catch(() => undefined)]);
  return target?.startsWith(root + sep) ? { leadsTo: relative(root, target).split(sep).join('/') } : {};
}

/** A file is renewed by another one in its place, so it is asked here what its own bits would not hinder. */
async function whyLocked(base: string, file: string, seen: Stats): Promise<LockedWhy | undefined> {
  const user = process.geteuid?.();
  if (user !== undefined && user !== 0 && seen.uid !== user) return 'other-owner';
  if (seen.nlink > 1) return 'hard-link';
  if ((seen.mode & ANYBODY_WRITES) === 0 || !(await mayWrite(file))) return 'read-only';
  return (await takesFiles(base, dirname(file))) ? undefined : 'folder-read-only';
}

/** Whether a file may be made in a folder, or in the nearest one that is there already. Root is not asked by the system. */
async function takesFiles(base: string, folder: string): Promise<boolean> {
  for (let at = folder; ; at = dirname(at)) {
    const seen = await lookAt(at);
    if (seen === undefined && at !== base) continue;
    if (typeof seen !== 'object' || !seen.isDirectory()) return true; // says so itself when it is written
    return process.platform === 'win32' || ((seen.mode & ANYBODY_WRITES) !== 0 && mayWrite(at));
  }
}

const mayWrite = (path: string): Promise<boolean> =>
  access(path, constants.W_OK).then(
    () => true,
    () => false,
  );

/** Undefined: there is nothing; `in-the-way`: a folder on the way to it is a file. */
async function lookAt(file: string): Promise<Stats | 'in-the-way' | undefined> {
  try {
    return await lstat(file);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code === 'ENOENT') return undefined;
    if (code === 'ENOTDIR') return 'in-the-way';
    throw error;
  }
}

/** No link on the way from `base` to the folder, as far as that is there. */
async function isInside(base: string, folder: string): Promise<boolean> {
  const inside = relative(base, folder);
  let real = await realpath(base);
  let at = base;
  for (const part of inside === '' ? [] : inside.split(sep)) {
    at = join(at, part);
    real = join(real, part);
    if ((await lookAt(at)) === undefined) return true;
    if ((await realpath(at)) !== real) return false;
  }
  return true;
}
