import type { RepoPath } from '../../core/model/ids.ts';
import { pathToBytes } from '../path-bytes.ts';

const HEADER = 12;
/** Times, device, inode, mode, owner and size before the hash. */
const STAT = 40;
const EXTENDED = 0x4000;
const NAME_LENGTH = 0x0fff;

/**
 * When files were changed last and how large they were, as an index has noted it: `ctime mtime size` by path, times as
 * `seconds:nanoseconds`. https://git-scm.com/docs/index-format, versions 2 and 3; `undefined`: another one, one that is
 * split, or none. It spares a process for each task.
 */
export function parseIndexStamps(
  index: Buffer,
  ask: { readonly hashBytes: number; readonly wanted: ReadonlySet<RepoPath> },
): ReadonlyMap<RepoPath, string> | undefined {
  const version = index.length < HEADER ? 0 : index.readUInt32BE(4);
  if (index.toString('latin1', 0, 4) !== 'DIRC' || (version !== 2 && version !== 3)) return undefined;
  const wanted = new Map([...ask.wanted].map((path) => [pathToBytes(path).toString('latin1'), path]));
  const stamps = new Map<RepoPath, string>();
  let at = HEADER;
  for (let left = index.readUInt32BE(8); left > 0; left--) {
    const flagsAt = at + STAT + ask.hashBytes;
    if (flagsAt + 2 > index.length) return undefined;
    const flags = index.readUInt16BE(flagsAt);
    const name = flagsAt + ((flags & EXTENDED) === 0 ? 2 : 4);
    const end = (flags & NAME_LENGTH) < NAME_LENGTH ? name + (flags & NAME_LENGTH) : index.indexOf(0, name);
    if (end < 0 || index[end] !== 0) return undefined;
    const path = wanted.get(index.toString('latin1', name, end));
    if (path !== undefined) stamps.set(path, stampAt(index, at));
    at += (end - at + 8) & ~7; // filled up with one to eight NULs
  }
  // what a split index has, its other part may take back
  return index.toString('latin1', at, at + 4) === 'link' ? undefined : stamps;
}

const stampAt = (index: Buffer, at: number): string => {
  const [ctime, ctimeNs, mtime, mtimeNs] = [0, 4, 8, 12].map((offset) => index.readUInt32BE(at + offset));
  return `${ctime}:${ctimeNs} ${mtime}:${mtimeNs} ${index.readUInt32BE(at + 36)}`;
};
