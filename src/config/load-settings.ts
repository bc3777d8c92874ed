import { lstat, open, realpath } from 'node:fs/promises';
import { isAbsolute, relative, resolve, sep } from 'node:path';
import type { Checked, Problem } from '../core/model/problem.ts';
import type { Settings } from '../core/model/settings.ts';
import { defaultSettings } from './defaults.ts';
import { findConfiguration, isOurPackageFile, SEARCH_PLACES } from './load-search-place.ts';
import { errorAt, MAX_BYTES } from './located.ts';

export interface SettingsSource {
  /** Absolute path of the repository's root. */
  readonly root: string;
  /** `--config FILE`: as given, already resolved against the folder the command was called in, or relative to the root. */
  readonly configFile?: string;
  /**
   * Reads a path of the base commit (undefined: not there) instead of the working tree: on a pull request the branch
   * must not choose what is run on it.
   */
  readonly readBlob?: (path: string) => Promise<Uint8Array | undefined>;
}

/** The team's configuration with all defaults, from the working tree or a commit. No file: the defaults. */
export async function loadSettings(source: SettingsSource): Promise<Checked<Settings>> {
  if (source.readBlob !== undefined) return loadFromCommit(source, source.readBlob);
  if (source.configFile !== undefined) return loadFile(source.root, source.configFile);
  const found = await findConfiguration(source.root);
  if (!found.ok) return found;
  if (found.value === undefined) return { ok: true, value: defaultSettings(), warnings: [] };
  return withWarnings(await loadFile(source.root, found.value), found.warnings);
}

async function loadFromCommit(
  { root, configFile }: SettingsSource,
  readBlob: NonNullable<SettingsSource['readBlob']>,
): Promise<Checked<Settings>> {
  const places = configFile === undefined ? SEARCH_PLACES : [relative(root, resolve(root, configFile))];
  const { parseSettings } = await import('./parse-settings.ts');
  for (const place of places) {
    const bytes = await readBlob(place.split(sep).join('/'));
    // A package.json without our key is not a configuration.
    if (bytes === undefined || (place === 'package.json' && !isOurPackageFile(Buffer.from(bytes).toString())))
      continue;
    return parseSettings(bytes, place);
  }
  if (configFile !== undefined) return refuse(errorAt({ file: configFile }, 'file-missing'));
  return { ok: true, value: defaultSettings(), warnings: [] };
}

async function loadFile(root: string, file: string): Promise<Checked<Settings>> {
  const read = await readRegularFile(root, file);
  if (!read.ok) return read;
  const { parseSettings } = await import('./parse-settings.ts');
  return parseSettings(read.value.bytes, read.value.name);
}

/** A regular file inside the repository, looked at before it is opened: no link out of it, no device, no giant. */
async function readRegularFile(
  root: string,
  file: string,
): Promise<Checked<{ bytes: Uint8Array; name: string }>> {
  const path = resolve(root, file);
  const inside = relative(root, path);
  const name = isBelow(inside) ? inside.split(sep).join('/') : file;
  const where = { file: name };
  try {
    const stat = await lstat(path);
    if (!stat.isFile())
      return refuse(
        errorAt(where, 'file-not-regular', {
          kind: stat.isDirectory() ? 'directory' : stat.isSymbolicLink() ? 'link' : 'other',
        }),
      );
    const real = relative(await realpath(root), await realpath(path));
    if (!isBelow(real)) return refuse(errorAt(where, 'file-outside-repository'));
    if (stat.size > MAX_BYTES)
      return refuse(errorAt(where, 'file-too-large', { bytes: stat.size, max: MAX_BYTES }));
    return { ok: true, value: { bytes: await readUpTo(path, MAX_BYTES + 1), name }, warnings: [] };
  } catch (error) {
    const code = errorCode(error);
    if (code === 'ENOENT' || code === 'ENOTDIR') return refuse(errorAt(where, 'file-missing'));
    return refuse(errorAt(where, 'file-unreadable', { detail: code }));
  }
}

/** Of a relative path: it leads to something below. */
const isBelow = (path: string): boolean =>
  path !== '' && path !== '..' && !path.startsWith(`..${sep}`) && !isAbsolute(path);

/** Not more than was agreed on, even if the file has grown since it was looked at. */
async function readUpTo(path: string, max: number): Promise<Uint8Array> {
  await using handle = await open(path, 'r');
  const buffer = Buffer.alloc(max);
  let length = 0;
  for (;;) {
    const { bytesRead } = await handle.read(buffer, length, max - length);
    length += bytesRead;
    if (bytesRead === 0 || length === max) return buffer.subarray(0, length);
  }
}

const errorCode = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : String(error);

const refuse = (...problems: readonly Problem[]): { ok: false; problems: readonly Problem[] } => ({
  ok: false,
  problems,
});

const withWarnings = (checked: Checked<Settings>, more: readonly Problem[]): Checked<Settings> =>
  checked.ok
    ? { ...checked, warnings: [...more, ...checked.warnings] }
    : { ok: false, problems: [...more, ...checked.problems] };
