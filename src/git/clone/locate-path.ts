import { realpath, stat } from 'node:fs/promises';
import type { Located } from '../../app/ports/path-finder.ts';
import { plainPath } from '../../core/paths/plain-path.ts';
import { isThere } from '../../process/disk/is-there.ts';
import { pathFromBytes, pathToBytes } from '../path-bytes.ts';

/** Where somebody is in a working tree. Both are real paths. */
export interface Whereabouts {
  readonly root: string;
  readonly cwd: string;
}

/**
 * Which path of the repository somebody means who types this: relative to where they are, or absolute by any name of
 * the root or of a folder in it. Links among the folders are followed, since git tracks nothing behind them; the last
 * name is not, since a link is a file of its own, unless a slash after it asks for what it leads to.
 */
export async function locatePath({ root, cwd }: Whereabouts, typed: string): Promise<Located> {
  const absolute = `/${plainPath(typed.startsWith('/') ? typed : `${cwd}/${typed}`)}`;
  const inside = below(root, absolute) ?? (await belowByIdentity(root, absolute));
  if (inside === '') return { kind: 'inside', path: '', there: true };
  const isFolder = /\/\.?$/.test(typed);
  const path = await realPath(inside === undefined ? absolute : `${root}/${inside}`, isFolder);
  const real = below(root, path);
  if (real === undefined) return { kind: 'outside' };
  const folder = await innerRepository(root, real);
  if (folder !== undefined) return { kind: 'inner', folder };
  return { kind: 'inside', path: real, there: await isThere(pathToBytes(path)) };
}

/** The folder above a path, below the root, that is a repository of its own: a submodule, mostly. */
async function innerRepository(root: string, path: string): Promise<string | undefined> {
  const parts = path.split('/');
  for (let length = 1; length < parts.length; length++) {
    const folder = parts.slice(0, length).join('/');
    if (await isThere(pathToBytes(`${root}/${folder}/.git`))) return folder;
  }
  return undefined;
}

function below(root: string, path: string): string | undefined {
  if (path === root) return '';
  const start = root.endsWith('/') ? root : `${root}/`;
  return path.startsWith(start) ? path.slice(start.length) : undefined;
}

/** The root under another name: through a link, or in other letters where the disk does not tell them apart. */
async function belowByIdentity(root: string, absolute: string): Promise<string | undefined> {
  const wanted = await stat(root, { bigint: true }).catch(() => undefined);
  if (wanted === undefined) return undefined;
  const parts = absolute.split('/');
  for (let length = 2; length <= parts.length; length++) {
    const folder = parts.slice(0, length).join('/');
    const seen = await stat(pathToBytes(folder), { bigint: true }).catch(() => undefined);
    if (seen === undefined) return undefined;
    if (seen.dev === wanted.dev && seen.ino === wanted.ino) return parts.slice(length).join('/');
  }
  return undefined;
}

/** With the links among its folders followed, as far as these are there; what will be made keeps its name. */
async function realPath(path: string, followLast: boolean): Promise<string> {
  if (followLast) {
    const whole = await resolveLinks(path);
    if (whole !== undefined) return whole;
  }
  const names: string[] = [];
  for (let rest = path; rest !== ''; ) {
    const slash = rest.lastIndexOf('/');
    names.unshift(rest.slice(slash + 1));
    rest = rest.slice(0, slash);
    const folder = await resolveLinks(rest === '' ? '/' : rest);
    if (folder !== undefined) return `${folder === '/' ? '' : folder}/${names.join('/')}`;
  }
  return path;
}

const resolveLinks = (path: string): Promise<string | undefined> =>
  realpath(pathToBytes(path), { encoding: 'buffer' }).then(pathFromBytes, () => undefined);
