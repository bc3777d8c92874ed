import { realpath } from 'node:fs/promises';
import { isAbsolute, relative, resolve, sep } from 'node:path';
import type { Checked, Problem } from '../core/model/problem.ts';
import type { Settings } from '../core/model/settings.ts';
import { finishSettings, type ReadText } from './load-parts.ts';
import { readRegularFile } from './load-regular-file.ts';
import { findConfiguration, isOurPackageFile, SEARCH_PLACES } from './load-search-place.ts';
import { defaultSettings } from './normalize/defaults.ts';
import { errorAt, type SourceFile } from './parse/located.ts';

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
  const { parseConfiguration } = await import('./parse/parse-settings.ts');
  for (const place of places) {
    const bytes = await readBlob(place.split(sep).join('/'));
    // A package.json without our key is not a configuration.
    if (bytes === undefined || (place === 'package.json' && !isOurPackageFile(Buffer.from(bytes).toString())))
      continue;
    const readText: ReadText = async (path) => {
      const text = await readBlob(path);
      return text === undefined ? missing(path) : { ok: true, value: text, warnings: [] };
    };
    return finishSettings(parseConfiguration(bytes, place), readText);
  }
  if (configFile !== undefined) return refuse(errorAt({ file: configFile }, 'file-missing'));
  return { ok: true, value: defaultSettings(), warnings: [] };
}

async function loadFile(root: string, file: string): Promise<Checked<Settings>> {
  const read = await readInside(root, file);
  if (!read.ok) return read;
  const { parseConfiguration } = await import('./parse/parse-settings.ts');
  const readText: ReadText = async (path) => {
    const text = await readInside(root, path);
    return text.ok ? { ...text, value: text.value.bytes } : text;
  };
  return finishSettings(parseConfiguration(read.value.bytes, read.value.name), readText);
}

const missing = (file: string) => refuse(errorAt({ file }, 'file-missing'));

/** A regular file inside the repository: no link, and no folder on the way to it that leads out. */
async function readInside(root: string, file: string): Promise<Checked<SourceFile>> {
  const path = resolve(root, file);
  const inside = relative(root, path);
  const name = isBelow(inside) ? inside.split(sep).join('/') : file;
  const read = await readRegularFile({ path, name, followLink: false });
  if (!read.ok) return read;
  const real = relative(await realpath(root), await realpath(path));
  return isBelow(real) ? read : refuse(errorAt({ file: name }, 'file-outside-repository'));
}

/** Of a relative path: it leads to something below. */
const isBelow = (path: string): boolean =>
  path !== '' && path !== '..' && !path.startsWith(`..${sep}`) && !isAbsolute(path);

const refuse = (...problems: readonly Problem[]): { ok: false; problems: readonly Problem[] } => ({
  ok: false,
  problems,
});

const withWarnings = (checked: Checked<Settings>, more: readonly Problem[]): Checked<Settings> =>
  checked.ok
    ? { ...checked, warnings: [...more, ...checked.warnings] }
    : { ok: false, problems: [...more, ...checked.problems] };
