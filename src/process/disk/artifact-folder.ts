import { constants } from 'node:fs';
import { lstat, mkdir, open, readdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type {
  ArtifactLimits,
  Artifacts,
  ArtifactTrouble,
  OpenedArtifact,
} from '../../app/ports/artifacts.ts';
import { compareText } from '../../core/model/compare-text.ts';
import { readChunks } from './read-chunks.ts';

const DEEPEST = 4;

/** Artifacts as folders below one: how they come from a CI's own download, whichever CI that is. */
export const folderArtifacts = (root: string): Artifacts => ({
  list: async () => {
    const entries = await readdir(root, { withFileTypes: true }).catch(() => []);
    // a link or a file under such a name is opened, and then refused by name
    return entries.map(({ name }) => name).sort(compareText);
  },
  open: async (name, most) => {
    const folder = join(root, name);
    const found = new Map<string, number>();
    const refused = await lookThrough({ folder, below: '', depth: 0, found, most });
    return refused === undefined ? openedAt(folder, found) : { refused };
  },
  put: async (name, files) => {
    const folder = join(root, name);
    await rm(folder, { recursive: true, force: true });
    for (const { path, bytes } of files) {
      const file = join(folder, path);
      await mkdir(dirname(file), { recursive: true });
      await writeFile(file, bytes);
    }
  },
});

interface Looking {
  readonly folder: string;
  readonly below: string;
  readonly depth: number;
  /** Files so far, with their sizes. */
  readonly found: Map<string, number>;
  readonly most: ArtifactLimits;
}

/** Only plain folders and files, and no more of them than can be meant. */
async function lookThrough(ask: Looking): Promise<ArtifactTrouble | undefined> {
  const { folder, below, depth, found, most } = ask;
  const at = join(folder, below);
  const own = await lstat(at).catch(() => undefined);
  if (own === undefined) return 'gone';
  if (own.isSymbolicLink()) return 'link';
  if (own.isFile()) return note(found, { below, size: own.size, most, isTop: depth === 0 });
  if (!own.isDirectory()) return 'special';
  if (depth > DEEPEST) return 'too-many';
  const names = await readdir(at);
  if (names.length + found.size > most.files) return 'too-many';
  for (const name of names.sort(compareText)) {
    const refused = await lookThrough({
      ...ask,
      below: below === '' ? name : `${below}/${name}`,
      depth: depth + 1,
    });
    if (refused !== undefined) return refused;
  }
  return undefined;
}

function note(
  found: Map<string, number>,
  file: {
    readonly below: string;
    readonly size: number;
    readonly most: ArtifactLimits;
    readonly isTop: boolean;
  },
): ArtifactTrouble | undefined {
  if (file.isTop) return 'special';
  found.set(file.below, file.size);
  if (found.size > file.most.files) return 'too-many';
  const total = [...found.values()].reduce((sum, size) => sum + size, 0);
  return total > file.most.bytes ? 'too-large' : undefined;
}

const openedAt = (folder: string, found: ReadonlyMap<string, number>): OpenedArtifact => ({
  read: async (path, maxBytes) => {
    const size = found.get(path);
    if (size === undefined || size > maxBytes) return undefined;
    // somebody may still be at it: neither a link is followed nor more read than was looked at
    await using file = await open(join(folder, path), constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0));
    const bytes = Buffer.alloc(size);
    const { bytesRead } = await file.read(bytes, 0, size, 0);
    return bytes.subarray(0, bytesRead);
  },
  stream: (path, maxBytes) => {
    const size = found.get(path);
    return size === undefined || size > maxBytes ? undefined : readChunks(join(folder, path), size);
  },
});
