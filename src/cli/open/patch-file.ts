import { open, stat } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { makePatch } from '../../app/perform/ending/make-patch.ts';
import type { Oid } from '../../core/model/ids.ts';
import { type Problem, problemOf } from '../../core/model/problem.ts';
import type { PublishSettings } from '../../core/model/settings.ts';
import { patchFileOf } from '../../core/run/name-result-branch.ts';
import { gitPatches } from '../../git/work/mailbox.ts';
import { gitPublishing } from '../../git/work/publishing.ts';
import type { OpenedTable } from './opened.ts';

/** Where a result goes as patches, as a person reads it; `undefined`: it goes to a branch. */
export const patchName = ({ to, file }: PublishSettings, run: string): string | undefined =>
  to === 'patch' ? (file ?? patchFileOf(run)) : undefined;

const MAIL = /^From [0-9a-f]{40,64} /;

/** Looked at before anything starts: its folder is there, and what it would take the place of is a mailbox itself. */
export async function findPatchTrouble(cwd: string, file: string): Promise<Problem | undefined> {
  const path = resolve(cwd, file);
  const folder = await stat(dirname(path)).catch(() => undefined);
  if (folder?.isDirectory() !== true)
    return problemOf('patch-not-possible', { path: file, reason: 'ENOENT' });
  const there = await stat(path).catch(() => undefined);
  if (there === undefined || (there.isFile() && (there.size === 0 || MAIL.test(await beginningOf(path)))))
    return undefined;
  return problemOf('patch-not-possible', { path: file, reason: 'not-ours' });
}

async function beginningOf(path: string): Promise<string> {
  const bytes = Buffer.alloc(80);
  try {
    await using file = await open(path);
    await file.read(bytes, 0, bytes.length, 0);
  } catch {
    return ''; // what cannot be read is not overwritten
  }
  return bytes.toString('latin1');
}

/** A file of patches that was written: for which commit, and of how many. */
export interface WrittenPatch {
  readonly file: string;
  readonly commits: number;
  readonly base: Oid;
}

/** Writes what was published after `base` up to `to`, whole or not at all. */
export async function writePatch(ask: {
  readonly table: Pick<OpenedTable, 'repository' | 'clone'>;
  readonly cwd: string;
  readonly file: string;
  readonly base: Oid;
  readonly to: Oid;
}): Promise<WrittenPatch | { readonly problem: Problem }> {
  const { table, cwd, file, base, to } = ask;
  const trouble = await findPatchTrouble(cwd, file);
  if (trouble !== undefined) return { problem: trouble };
  const { bytes, commits } = await patchOf(table, { base, to });
  try {
    const { writeDurably } = await import('../../process/disk/durable-file.ts');
    await writeDurably(resolve(cwd, file), bytes);
  } catch (error) {
    const reason = error instanceof Error && 'code' in error ? String(error.code) : 'EIO';
    return { problem: problemOf('patch-not-possible', { path: file, reason }) };
  }
  return { file, commits, base };
}

/** The same as bytes. */
export const patchOf = (
  { repository, clone }: Pick<OpenedTable, 'repository' | 'clone'>,
  range: { readonly base: Oid; readonly to: Oid },
): ReturnType<typeof makePatch> =>
  makePatch({ publishing: gitPublishing(repository, clone), patches: gitPatches(repository) }, range);
