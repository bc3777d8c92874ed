import { lstat, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { Checked, Problem } from '../core/model/problem.ts';
import { errorAt, MAX_BYTES, warningAt } from './parse/located.ts';
import { AGENTIC_SCRUM_FILE, MODULE_NAME } from './parse/pick-section.ts';

/** Data formats only, the first that is there counts. Code would be executed from hooks and on other people's branches. */
export const SEARCH_PLACES: readonly string[] = [
  'package.json',
  `.${MODULE_NAME}rc`,
  `.${MODULE_NAME}rc.yaml`,
  `.${MODULE_NAME}rc.yml`,
  `.${MODULE_NAME}rc.json`,
  AGENTIC_SCRUM_FILE,
];

/**
 * The configuration file of a repository, by name; undefined: there is none. What is there is looked at (lstat) before
 * cosmiconfig may open it, since it reads without a limit and follows links. With nothing there it is not even loaded.
 */
export async function findConfiguration(root: string): Promise<Checked<string | undefined>> {
  const sights = await Promise.all(SEARCH_PLACES.map((place) => look(root, place)));
  const refused = sights.flatMap(({ problem }) => problem ?? []);
  if (refused.length > 0) return { ok: false, problems: refused };
  const places = sights.flatMap(({ place, there }) => (there ? [place] : []));
  if (places.length === 0) return { ok: true, value: undefined, warnings: [] };

  const found = await search(root, places);
  const others = places.filter((place) => place !== found && place !== 'package.json');
  const warnings =
    found !== undefined && others.length > 0
      ? [warningAt({ file: found }, 'several-configurations', { others })]
      : [];
  return { ok: true, value: found, warnings };
}

interface Sight {
  readonly place: string;
  readonly there: boolean;
  readonly problem?: Problem;
}

async function look(root: string, place: string): Promise<Sight> {
  const path = join(root, place);
  const stat = await lstat(path).catch(() => undefined);
  if (stat === undefined) return { place, there: false };
  // A package.json that is unusual is npm's business, until our key is in it; then `--config` says what is wrong.
  if (place === 'package.json') return { place, there: stat.isFile() && (await hasOurKey(path, stat.size)) };
  const where = { file: place };
  if (!stat.isFile()) {
    const kind = stat.isDirectory() ? 'directory' : stat.isSymbolicLink() ? 'link' : 'other';
    return { place, there: false, problem: errorAt(where, 'file-not-regular', { kind }) };
  }
  if (stat.size > MAX_BYTES) {
    const data = { bytes: stat.size, max: MAX_BYTES };
    return { place, there: false, problem: errorAt(where, 'file-too-large', data) };
  }
  return { place, there: true };
}

/** Most repositories have a package.json without us in it; they are spared everything else. */
const hasOurKey = async (path: string, size: number): Promise<boolean> =>
  size <= MAX_BYTES && (await readFile(path)).includes(`"${MODULE_NAME}"`);

/** Which of these places counts, by cosmiconfig's rules. */
async function search(root: string, places: readonly string[]): Promise<string | undefined> {
  const { searchFolder } = await import('./load-cosmiconfig.ts');
  const path = await searchFolder({ folder: root, module: MODULE_NAME, places, found: foundIn });
  return path === undefined ? undefined : basename(path);
}

const foundIn = (path: string, content: string): object =>
  basename(path) === 'package.json' && isOurPackageFile(content) ? { [MODULE_NAME]: {} } : {};

/** Whether a package.json holds a configuration of ours; a broken one is npm's business. */
export function isOurPackageFile(content: string): boolean {
  try {
    const value: unknown = JSON.parse(content);
    return typeof value === 'object' && value !== null && Object.hasOwn(value, MODULE_NAME);
  } catch {
    return false;
  }
}
