import { createHash } from 'node:crypto';
import { readdir, rm } from 'node:fs/promises';
import { homedir, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Holder } from '../../core/claim/holder.ts';
import type { ClaimId } from '../../core/model/ids.ts';
import { readIfThere, writeDurably } from '../../process/durable-file.ts';
import type { PrivateRepository } from '../private/private-repository.ts';

/** The folder for worktrees of one repository: in the user's cache, or where the team wants it; never inside `.git`. */
export function worktreeFolder(ask: {
  readonly commonDir: string;
  readonly root: string;
  /** The setting `worktrees`, relative to the root. */
  readonly wanted?: string;
  readonly env: Readonly<Record<string, string | undefined>>;
}): string {
  const id = createHash('sha256').update(ask.commonDir).digest('hex').slice(0, 12);
  if (ask.wanted !== undefined) return join(resolve(ask.root, ask.wanted), id);
  const absolute = (path: string | undefined): string | undefined =>
    path?.startsWith('/') || /^[A-Za-z]:[\\/]/.test(path ?? '') ? path : undefined;
  const home = absolute(ask.env['HOME']) ?? absolute(safeHome());
  const cache =
    absolute(ask.env['XDG_CACHE_HOME']) ??
    absolute(ask.env['LOCALAPPDATA']) ??
    (home === undefined ? join(tmpdir(), 'agentic-plan-cache') : join(home, '.cache'));
  return join(cache, 'agentic-plan', id);
}

function safeHome(): string | undefined {
  try {
    return homedir();
  } catch {
    return undefined; // no HOME and no entry for this user
  }
}

export interface WorktreesOptions {
  readonly repository: PrivateRepository;
  /** All worktrees of this repository; made when needed. */
  readonly folder: string;
  /** The user's checkout, which links lead to. */
  readonly root: string;
  readonly owner: Holder;
  readonly isKnownDead: (holder: Holder) => boolean | Promise<boolean>;
  /** The private repository's configuration as it was before any agent worked. */
  readonly config: string;
  /** Paths that worktrees get as links; not collected either. */
  readonly links: readonly string[];
}

/** Lies beside a worktree from before it is made until after it is removed, so that a killed run's can be found. */
export interface WorktreeMarker {
  readonly version: 1;
  readonly owner: Holder;
  readonly name: string;
  readonly claim: ClaimId;
}

const markerPath = (folder: string, name: string): string => join(folder, `${name}.json`);
const MARKER_BYTES = 64 * 1024;

export const writeMarker = (folder: string, marker: WorktreeMarker): Promise<void> =>
  writeDurably(markerPath(folder, marker.name), JSON.stringify(marker));

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

function parseMarker(bytes: Buffer | undefined): WorktreeMarker | undefined {
  try {
    const value = JSON.parse(bytes?.toString('utf8') ?? '') as Partial<WorktreeMarker> | null;
    const whole =
      value?.version === 1 &&
      value.owner?.kind === 'process' &&
      typeof value.name === 'string' &&
      /^[a-z0-9][a-z0-9_.-]*$/.test(value.name) &&
      typeof value.claim === 'string';
    return whole ? (value as WorktreeMarker) : undefined;
  } catch {
    return undefined;
  }
}
