/**
 * A path without `.`, doubled or final slashes, and with each `..` resolved as far as there is something to leave;
 * what leads above the start keeps its `..`. '' is the start itself. Names are never looked at: `..` leaves a link's
 * own folder, as git has it.
 */
export function plainPath(path: string): string {
  const parts: string[] = [];
  for (const part of path.split('/')) {
    if (part === '' || part === '.') continue;
    if (part === '..' && parts.length > 0 && parts.at(-1) !== '..') parts.pop();
    else parts.push(part);
  }
  return parts.join('/');
}

/** A path of the repository as it is written in one of its folders (`below`; '' is the root): `../src/a.ts`. */
export function fromFolder(below: string, path: string): string {
  const from = below === '' ? [] : below.split('/');
  const to = path === '' ? [] : path.split('/');
  let same = 0;
  while (same < from.length && same < to.length && from[same] === to[same]) same++;
  const steps = [...from.slice(same).map(() => '..'), ...to.slice(same)];
  return steps.length === 0 ? '.' : steps.join('/');
}

/** The folder of the repository that somebody is in: '' at its root, or outside of it. */
export const folderBelow = (root: string, cwd: string): string =>
  cwd.startsWith(`${root}/`) ? cwd.slice(root.length + 1) : '';

/** What a decoder puts where it found bytes that are no text: of such a name it is not known any more which it was. */
export const isDamaged = (text: string): boolean => text.includes('\ufffd');
