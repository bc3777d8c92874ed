import { createHash, randomBytes } from 'node:crypto';
import { mkdir, mkdtemp, readFile, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { EMPTY_TREE } from '../../core/claim/refs.ts';
import type { Checked } from '../../core/model/problem.ts';
import { readIfThere, writeDurably } from '../../process/durable-file.ts';
import type { CloneFacts } from '../clone/clone-facts.ts';
import { execGit, type GitCall, type GitResult } from '../exec-git.ts';
import { configEnvironment, inheritedEntries, privateConfigText } from './inherited-config.ts';
import { writeLooseObjects } from './state-objects.ts';

/** Our bare repository beside the clone's objects: our refs, objects, worktrees and pushes live here alone. */
export interface PrivateRepository {
  readonly path: string;
  readonly objectFormat: 'sha1' | 'sha256';
  /** The clone's settings for a git process of ours in here or in a worktree that hangs on it. May hold secrets. */
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Runs git in the private repository itself, whose configuration is made ours again before, where it is not. */
  git(call: Omit<GitCall, 'cwd'>): Promise<GitResult>;
}

/** Where it lies, whether or not it is there. */
export const privateRepositoryPath = (clone: Pick<CloneFacts, 'commonDir'>): string =>
  join(clone.commonDir, 'agentic.git');

const VERSION = 1;
const MARKER = 'agentic-version';
const LARGEST_CONFIG = 1024 * 1024;
const LARGEST_SHALLOW = 16 * 1024 * 1024;

/**
 * Opens `<common dir>/agentic.git`, made or mended where needed, without a git process. Several processes may do so at
 * once. Problem: `disk` (`path`, `detail`), where the folder of the clone cannot be written.
 */
export async function openPrivateRepository(clone: CloneFacts): Promise<Checked<PrivateRepository>> {
  const path = privateRepositoryPath(clone);
  const inherited = inheritedEntries(clone.config);
  const config = privateConfigText(inherited, clone.objectFormat);
  const layout: Layout = {
    path,
    config,
    format: clone.objectFormat,
    marker: markerOf(config, clone.objectFormat),
  };
  try {
    if (!(await isWhole(layout))) await makeWhole(layout);
    await takeOverShallow(clone, path);
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    return { ok: false, problems: [{ code: 'disk', severity: 'error', data: { path, detail } }] };
  }
  const env = environmentOf(inherited);
  const git = async (call: Omit<GitCall, 'cwd'>): Promise<GitResult> => {
    await restoreConfig(layout);
    return execGit({ ...call, cwd: path, env: { ...env, GIT_DIR: path, ...call.env } });
  };
  return { ok: true, warnings: [], value: { path, objectFormat: clone.objectFormat, env, git } };
}

const TRANSPORTS = ['file', 'ssh', 'http', 'https', 'git'];

function environmentOf(inherited: ReturnType<typeof inheritedEntries>): PrivateRepository['env'] {
  const narrower = process.env['GIT_ALLOW_PROTOCOL']?.split(':');
  return {
    ...configEnvironment(inherited, process.env),
    // beats `protocol.*.allow`: `ext::` and other transports that are programs stay shut
    GIT_ALLOW_PROTOCOL: TRANSPORTS.filter((name) => narrower?.includes(name) ?? true).join(':'),
  };
}

interface Layout {
  readonly path: string;
  readonly config: string;
  readonly format: 'sha1' | 'sha256';
  readonly marker: string;
}

const markerOf = (config: string, format: string): string =>
  `${VERSION} ${format} ${createHash('sha256').update(config).digest('hex')}\n`;

async function isWhole({ path, config, marker }: Layout): Promise<boolean> {
  const parts = ['HEAD', 'refs', 'objects/info/alternates'];
  const [found, settings, ...there] = await Promise.all([
    readIfThere(join(path, MARKER), 200).catch(() => undefined),
    readIfThere(join(path, 'config'), LARGEST_CONFIG).catch(() => undefined),
    ...parts.map((part) => stat(join(path, part)).catch(() => undefined)),
  ]);
  return (
    found?.toString('utf8') === marker &&
    // what an agent of a run that was killed has written there would be executed by our own git
    settings?.toString('utf8') === config &&
    there.every((one) => one !== undefined && (one.isDirectory() || one.size > 0))
  );
}

/**
 * `git config` in an agent's worktree writes here, and a set-up may well do so (`core.hooksPath`); a program that it
 * names would be executed by our next push. A reading of one small file is nothing beside the process that follows.
 */
async function restoreConfig({ path, config }: Layout): Promise<void> {
  const file = join(path, 'config');
  const now = await readIfThere(file, LARGEST_CONFIG).catch(() => undefined);
  if (now?.toString('utf8') !== config) await writeDurably(file, config).catch(() => {});
}

/** Made beside and moved into place; what is there already is mended in place, because work may be kept in it. */
async function makeWhole(layout: Layout): Promise<void> {
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

async function moveIntoPlace(layout: Layout, beside: string): Promise<void> {
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

/** A bare repository as gitrepository-layout(5) has it; the marker last, so that it vouches for the rest. */
async function writeParts(layout: Layout, path: string): Promise<void> {
  await mkdir(join(path, 'refs'), { recursive: true });
  await mkdir(join(path, 'objects', 'info'), { recursive: true });
  await mkdir(join(path, 'objects', 'pack'), { recursive: true });
  // relative, so that it survives a move of the clone and needs no quoting
  await writeDurably(join(path, 'objects', 'info', 'alternates'), '../../objects\n');
  await writeLooseObjects(
    join(path, 'objects'),
    [{ oid: EMPTY_TREE[layout.format], type: 'tree', bytes: new Uint8Array() }],
    { sync: true },
  );
  await writeDurably(join(path, 'config'), layout.config);
  await writeDurably(join(path, 'HEAD'), 'ref: refs/heads/agentic-plan\n');
  await writeDurably(join(path, MARKER), layout.marker);
}

/** Without the clone's list of cut-off commits git would call its history broken. The list changes as it is deepened. */
async function takeOverShallow(clone: CloneFacts, path: string): Promise<void> {
  const ours = join(path, 'shallow');
  if (!clone.shallow) return rm(ours, { force: true });
  const theirs = await readFile(join(clone.commonDir, 'shallow'));
  const known = await readIfThere(ours, LARGEST_SHALLOW);
  if (!known?.equals(theirs)) await writeDurably(ours, theirs);
}
