import { createHash, randomBytes } from 'node:crypto';
import { mkdir, mkdtemp, rename, rm, stat } from 'node:fs/promises';
import { isAbsolute, join } from 'node:path';
import { EMPTY_TREE } from '../../core/claim/refs.ts';
import type { Problem } from '../../core/model/problem.ts';
import { diskProblem } from '../../process/disk/disk-problem.ts';
import { readIfThere, writeDurably } from '../../process/disk/durable-file.ts';
import type { CloneFacts } from '../clone/clone-facts.ts';
import { MARKER } from '../private-place.ts';
import { writeLooseObjects } from './state-objects.ts';

/** A bare repository of ours, as gitrepository-layout(5) has it. */
export interface BareLayout {
  readonly path: string;
  /** The whole text of its configuration file. */
  readonly config: string;
  readonly format: 'sha1' | 'sha256';
  /** The store that its own objects lie beside; relative, so that both survive a move, or absolute. */
  readonly beside: string;
}

const VERSION = 1;
const LARGEST_CONFIG = 1024 * 1024;
const LARGEST_SHALLOW = 16 * 1024 * 1024;

const markerOf = ({ config, format }: BareLayout): string =>
  `${VERSION} ${format} ${createHash('sha256').update(config).digest('hex')}\n`;

/**
 * Made or mended where needed, without a git process; several processes may do so at once. The problem (`disk`), where it
 * cannot be written.
 */
export async function makeBareRepository(
  layout: BareLayout,
  clone: Pick<CloneFacts, 'shallow' | 'commonDir'>,
): Promise<Problem | undefined> {
  try {
    if (!(await isWhole(layout))) await makeWhole(layout);
    await takeOverShallow(clone, layout.path);
    return undefined;
  } catch (error) {
    const problem = diskProblem(error, layout.path);
    if (problem === undefined) throw error;
    return problem;
  }
}

/** Made beside and moved into place; what is there already is mended in place, because work may be kept in it. */
async function makeWhole(layout: BareLayout): Promise<void> {
  const { path, format } = layout;
  const marker = await readIfThere(join(path, MARKER), 200).catch(() => undefined);
  if (marker?.toString('utf8').startsWith(`${VERSION} ${format} `)) return writeParts(layout, path);
  const beside = await mkdtemp(`${path}.new-`);
  try {
    await writeParts(layout, beside);
    await moveIntoPlace(layout, beside);
  } finally {
    await rm(beside, { recursive: true, force: true });
  }
}

async function isWhole(layout: BareLayout): Promise<boolean> {
  const { path, config } = layout;
  const parts = ['HEAD', 'refs', 'objects/info/alternates'];
  const [found, settings, ...there] = await Promise.all([
    readIfThere(join(path, MARKER), 200).catch(() => undefined),
    readIfThere(join(path, 'config'), LARGEST_CONFIG).catch(() => undefined),
    ...parts.map((part) => stat(join(path, part)).catch(() => undefined)),
  ]);
  return (
    found?.toString('utf8') === markerOf(layout) &&
    // what an agent of a run that was killed has written there would be executed by our own git
    settings?.toString('utf8') === config &&
    there.every((one) => one !== undefined && (one.isDirectory() || one.size > 0))
  );
}

async function moveIntoPlace(layout: BareLayout, beside: string): Promise<void> {
  for (let tries = 0; ; tries++) {
    try {
      return await rename(beside, layout.path);
    } catch (error) {
      if (await isWhole(layout)) return; // another process was faster
      if (tries === 3) throw error;
      // half made by something else than us, of another version or hash: kept for `doctor`, out of the way
      await rename(layout.path, `${layout.path}.old-${randomBytes(4).toString('hex')}`).catch(
        () => undefined,
      );
    }
  }
}

/** The marker last, so that it vouches for the rest. */
async function writeParts(layout: BareLayout, path: string): Promise<void> {
  await mkdir(join(path, 'refs'), { recursive: true });
  await writeObjects(layout, join(path, 'objects'));
  await writeDurably(join(path, 'config'), layout.config);
  await writeDurably(join(path, 'HEAD'), 'ref: refs/heads/agentic-plan\n');
  await writeDurably(join(path, MARKER), markerOf(layout));
}

async function writeObjects({ beside, format }: BareLayout, path: string): Promise<void> {
  await mkdir(join(path, 'info'), { recursive: true });
  await mkdir(join(path, 'pack'), { recursive: true });
  await writeDurably(join(path, 'info', 'alternates'), alternatesLine(beside));
  await writeLooseObjects(path, [{ oid: EMPTY_TREE[format], type: 'tree', bytes: new Uint8Array() }], {
    sync: true,
  });
}

/** An entry is a line, unless it begins with a quote: then it may hold anything, as a text in C. */
const alternatesLine = (path: string): string =>
  isAbsolute(path) ? `"${path.replace(/["\\]/g, '\\$&').replaceAll('\n', '\\n')}"\n` : `${path}\n`;

/** The path that such a line holds. */
export function parseAlternatesLine(text: string): string {
  const line = text.split('\n')[0] ?? '';
  if (!line.startsWith('"')) return line;
  return line.slice(1, -1).replace(/\\(.)/g, (_, char: string) => (char === 'n' ? '\n' : char));
}

/** A program that somebody else's setting names would be executed by our next push. */
export async function restoreConfig({ path, config }: Pick<BareLayout, 'path' | 'config'>): Promise<void> {
  const file = join(path, 'config');
  const now = await readIfThere(file, LARGEST_CONFIG).catch(() => undefined);
  if (now?.toString('utf8') !== config) await writeDurably(file, config).catch(() => {});
}

/** The clone's list as it was when ours was made from it. */
const SHALLOW_BEFORE = 'agentic-shallow';

/**
 * Without the clone's list of cut-off commits git would call its history broken. It changes as the clone is deepened; ours
 * changes as more is fetched here, and is left alone until the clone's does: to cut too early is safe, too late is not.
 */
async function takeOverShallow(
  clone: Pick<CloneFacts, 'shallow' | 'commonDir'>,
  path: string,
): Promise<void> {
  const [ours, before] = [join(path, 'shallow'), join(path, SHALLOW_BEFORE)];
  // it vanishes where somebody completes the clone at this moment
  const theirs = clone.shallow
    ? await readIfThere(join(clone.commonDir, 'shallow'), LARGEST_SHALLOW)
    : undefined;
  if (theirs === undefined) {
    await rm(ours, { force: true });
    return rm(before, { force: true });
  }
  if ((await readIfThere(before, LARGEST_SHALLOW))?.equals(theirs)) return;
  const known = await readIfThere(ours, LARGEST_SHALLOW);
  const lines = new Set(`${known ?? ''}${theirs}`.split('\n').filter((line) => line !== ''));
  await writeDurably(ours, [...lines, ''].join('\n'));
  await writeDurably(before, theirs);
}
