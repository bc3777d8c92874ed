import { randomBytes } from 'node:crypto';
import { link, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { TaskOfRun } from '../../app/ports/worktrees.ts';
import type { Holder } from '../../core/claim/holder.ts';
import type { ClaimId, Oid } from '../../core/model/ids.ts';
import { readIfThere, writeDurably } from '../../process/disk/durable-file.ts';

/**
 * Lies beside a worktree from before it is made until it is removed and what came of it is settled, so that a killed
 * run's can be found.
 */
export interface WorktreeMarker {
  readonly version: 1;
  readonly owner: Holder;
  readonly name: string;
  readonly claim: ClaimId;
  /** Absent where nothing that is made there is worth keeping. */
  readonly work?: MarkedWork;
}

export interface MarkedWork extends TaskOfRun {
  readonly base: Oid;
  /** Paths that may be links of ours. */
  readonly links: readonly string[];
  /** What was collected when the agent had ended; from then on this counts, and not the folder. */
  readonly made?: { readonly tree: Oid; readonly messages: readonly string[] };
}

const markerPath = (folder: string, name: string): string => join(folder, `${name}.json`);
const MARKER_BYTES = 256 * 1024;
const MESSAGES_CHARS = 32 * 1024;

/** Makes a marker, whole and on the disk, where there is none of its name; false: there is one. */
export async function placeMarker(folder: string, marker: WorktreeMarker): Promise<boolean> {
  const path = markerPath(folder, marker.name);
  const beside = join(folder, `.${marker.name}-${randomBytes(6).toString('hex')}.tmp`);
  try {
    await writeDurably(beside, JSON.stringify(marker));
    await link(beside, path);
    return true;
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code === 'EEXIST') return false;
    if (code !== 'EPERM' && code !== 'ENOTSUP' && code !== 'EOPNOTSUPP' && code !== 'ENOSYS') throw error;
    return placeWithoutLinks(path, marker); // a file system that has none
  } finally {
    await rm(beside, { force: true });
  }
}

async function placeWithoutLinks(path: string, marker: WorktreeMarker): Promise<boolean> {
  try {
    await writeFile(path, JSON.stringify(marker), { flag: 'wx' });
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
    throw error;
  }
}

/**
 * Notes what is new about a folder. Whole or not at all, as before, but it does not wait for the disk: the objects that
 * it names do not, either, and a killed process loses nothing by that.
 */
export async function noteMarker(folder: string, marker: WorktreeMarker): Promise<void> {
  const { work } = marker;
  const made = work?.made;
  const cutWork =
    work === undefined || made === undefined
      ? work
      : { ...work, made: { tree: made.tree, messages: cut(made.messages) } };
  const path = markerPath(folder, marker.name);
  const beside = `${path}.tmp`;
  await writeFile(beside, JSON.stringify({ ...marker, ...(cutWork === undefined ? {} : { work: cutWork }) }));
  await rename(beside, path);
}

function cut(messages: readonly string[]): readonly string[] {
  let left = MESSAGES_CHARS;
  return messages.flatMap((text) => {
    const kept = text.slice(0, left);
    left -= kept.length;
    return kept === '' ? [] : [kept.toWellFormed()];
  });
}

export const removeMarker = (folder: string, name: string): Promise<void> =>
  rm(markerPath(folder, name), { force: true });

/** All markers that can be read; a name that is not its file's is nobody's. */
export async function readMarkers(folder: string): Promise<readonly WorktreeMarker[]> {
  const names = await readdir(folder).catch(() => []);
  const found: WorktreeMarker[] = [];
  for (const file of names.filter((name) => name.endsWith('.json'))) {
    const marker = parseMarker(await readIfThere(join(folder, file), MARKER_BYTES).catch(() => undefined));
    if (marker && `${marker.name}.json` === file) found.push(marker);
  }
  return found;
}

const isOid = (value: unknown): boolean =>
  typeof value === 'string' && /^([0-9a-f]{40}|[0-9a-f]{64})$/.test(value);
const isTexts = (value: unknown): boolean =>
  Array.isArray(value) && value.every((text) => typeof text === 'string');
/** Becomes a part of a ref's name. */
const isName = (value: unknown): boolean => typeof value === 'string' && /^\w[\w-]*$/.test(value);

function parseMarker(bytes: Buffer | undefined): WorktreeMarker | undefined {
  try {
    const value = JSON.parse(bytes?.toString('utf8') ?? '') as Partial<WorktreeMarker> | null;
    const whole =
      value?.version === 1 &&
      value.owner?.kind === 'process' &&
      typeof value.name === 'string' &&
      /^[a-z0-9][a-z0-9_.-]*$/.test(value.name) &&
      typeof value.claim === 'string';
    if (!whole) return undefined;
    const { work, ...rest } = value as WorktreeMarker;
    return work !== undefined && isWork(work) ? { ...rest, work } : rest;
  } catch {
    return undefined;
  }
}

const isWork = ({ run, task, base, links, made }: Partial<MarkedWork>): boolean =>
  isName(run) &&
  isName(task) &&
  isOid(base) &&
  isTexts(links) &&
  (made === undefined || (isOid(made.tree) && isTexts(made.messages)));

/** Folders without a marker that bear such a name: people were told that they stay. Full paths, sorted. */
export async function listStaying(folder: string): Promise<readonly string[]> {
  const names = new Set(await readdir(folder).catch(() => []));
  return [...names]
    .filter((name) => /^(?:(?:agent|verify)-\d+|kept-[\w.-]+)$/.test(name) && !names.has(`${name}.json`))
    .filter((name) => !/\.(?:json|index)$/.test(name))
    .sort()
    .map((name) => join(folder, name));
}
