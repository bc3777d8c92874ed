import type { FileMode } from '../../core/model/change.ts';
import type { RepoPath } from '../../core/model/ids.ts';
import { pathFromBytes, pathToBytes } from '../path-bytes.ts';
import type { TreeDifference } from './parse-tree-diff.ts';

// Read as it is, an index spares processes for each task. https://git-scm.com/docs/index-format, versions 2 and 3; another
// one, one that is split or sparse, and none are left to git.

const HEADER = 12;
/** Times, device, inode, mode, owner and size before the hash. */
const STAT = 40;
const EXTENDED = 0x4000;
const STAGE = 0x3000;
const NAME_LENGTH = 0x0fff;
const LATER_ADDED = 0x2000;
const FOLDER = 0o040000;

/** Where an entry and the parts of it begin, in the bytes of its index. */
interface Entry {
  readonly at: number;
  readonly name: number;
  readonly end: number;
  readonly mode: number;
}

/** Entries in their order; `undefined`: this index is left to git. */
function readEntries(index: Buffer, hashBytes: number): readonly Entry[] | undefined {
  const version = index.length < HEADER ? 0 : index.readUInt32BE(4);
  if (index.toString('latin1', 0, 4) !== 'DIRC' || (version !== 2 && version !== 3)) return undefined;
  const entries: Entry[] = [];
  let at = HEADER;
  for (let left = index.readUInt32BE(8); left > 0; left--) {
    const flagsAt = at + STAT + hashBytes;
    if (flagsAt + 4 > index.length) return undefined;
    const flags = index.readUInt16BE(flagsAt);
    const isExtended = (flags & EXTENDED) !== 0;
    const name = flagsAt + (isExtended ? 4 : 2);
    const end = (flags & NAME_LENGTH) < NAME_LENGTH ? name + (flags & NAME_LENGTH) : index.indexOf(0, name);
    const mode = index.readUInt32BE(at + 24);
    const isLater = isExtended && (index.readUInt16BE(flagsAt + 2) & LATER_ADDED) !== 0;
    if (end < 0 || index[end] !== 0 || (flags & STAGE) !== 0 || isLater || mode === FOLDER) return undefined;
    entries.push({ at, name, end, mode });
    at += (end - at + 8) & ~7; // filled up with one to eight NULs
  }
  // what a split index has, its other part may take back
  return index.toString('latin1', at, at + 4) === 'link' ? undefined : entries;
}

/**
 * When files were changed last and how large they were, as an index has noted it: `ctime mtime size` by path, times as
 * `seconds:nanoseconds`.
 */
export function parseIndexStamps(
  index: Buffer,
  ask: { readonly hashBytes: number; readonly wanted: ReadonlySet<RepoPath> },
): ReadonlyMap<RepoPath, string> | undefined {
  const wanted = new Map([...ask.wanted].map((path) => [pathToBytes(path).toString('latin1'), path]));
  const stamps = new Map<RepoPath, string>();
  const entries = readEntries(index, ask.hashBytes);
  for (const { at, name, end } of entries ?? []) {
    const path = wanted.get(index.toString('latin1', name, end));
    if (path !== undefined) stamps.set(path, stampAt(index, at));
  }
  return entries === undefined ? undefined : stamps;
}

const stampAt = (index: Buffer, at: number): string => {
  const [ctime, ctimeNs, mtime, mtimeNs] = [0, 4, 8, 12].map((offset) => index.readUInt32BE(at + offset));
  return `${ctime}:${ctimeNs} ${mtime}:${mtimeNs} ${index.readUInt32BE(at + 36)}`;
};

/** What differs between two indexes, as `git diff-index` and `diff-tree` say it of trees. */
export function diffIndexes(
  before: Buffer,
  after: Buffer,
  hashBytes: number,
): readonly TreeDifference[] | undefined {
  const [old, now] = [readEntries(before, hashBytes), readEntries(after, hashBytes)];
  if (old === undefined || now === undefined) return undefined;
  const found: TreeDifference[] = [];
  for (let [a, b] = [0, 0]; a < old.length || b < now.length; ) {
    const [one, other] = [old[a], now[b]];
    const order = compareNames({ before, after, one, other });
    if (order <= 0) a++;
    if (order >= 0) b++;
    const [gone, come] = [order <= 0 ? one : undefined, order >= 0 ? other : undefined];
    if (gone && come && gone.mode === come.mode && isSameHash({ before, after, gone, come, hashBytes }))
      continue;
    const [bytes, { name, end }] = come ? [after, come] : [before, gone as Entry];
    found.push({
      path: pathFromBytes(bytes.subarray(name, end)),
      oldMode: modeOf(gone),
      newMode: modeOf(come),
    });
  }
  return found;
}

/** By bytes, as an index is sorted; what is not there comes last. */
function compareNames(of: {
  readonly before: Buffer;
  readonly after: Buffer;
  readonly one: Entry | undefined;
  readonly other: Entry | undefined;
}): number {
  const { one, other } = of;
  if (one === undefined || other === undefined) return one === undefined ? 1 : -1;
  return of.before.compare(of.after, other.name, other.end, one.name, one.end);
}

const isSameHash = (of: {
  readonly before: Buffer;
  readonly after: Buffer;
  readonly gone: Entry;
  readonly come: Entry;
  readonly hashBytes: number;
}): boolean => {
  const [one, other] = [of.gone.at + STAT, of.come.at + STAT];
  return of.before.compare(of.after, other, other + of.hashBytes, one, one + of.hashBytes) === 0;
};

const modeOf = (entry: Entry | undefined): FileMode =>
  (entry === undefined ? '000000' : entry.mode.toString(8).padStart(6, '0')) as FileMode;
