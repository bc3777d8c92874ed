import type { Change, FileMode } from '../../core/model/change.ts';
import { compareText } from '../../core/model/compare-text.ts';
import type { Oid, RepoPath } from '../../core/model/ids.ts';
import { pathFromBytes } from '../path-bytes.ts';
import { recordSplitter } from '../split-records.ts';

// Sample of `git diff-tree -r -z -M --raw --numstat` (NUL written as ␀), first all raw records, then all counts; a
// rename has two paths in both, and a binary file `-` for counts:
//   :100644 100644 85d05b5… e4a095b… M␀f1␀:100644 100644 96cc558… 96cc558… R100␀f2␀g2␀
//   1␉1␉f1␀0␉0␉␀f2␀g2␀-␉-␉logo.png␀

export interface RawDiffParser {
  push(chunk: Buffer): void;
  /** The changes, sorted by path. */
  end(): readonly Change[];
  /** Raw records so far. */
  readonly count: number;
}

type Draft = { -readonly [K in keyof Change]: Change[K] };

/** Parses the output as it comes, so that a diff of any size needs memory for its changes only. */
export function rawDiffParser(): RawDiffParser {
  const drafts = new Map<RepoPath, Draft>();
  let pending: { draft: Omit<Draft, 'path'>; paths: 1 | 2; old?: RepoPath } | undefined;
  let counts: { added: number | null; deleted: number | null; paths: number } | undefined;
  let counting = false;

  const takePath = (record: Buffer): void => {
    if (pending) {
      const path = pathFromBytes(record);
      if (pending.paths === 2 && pending.old === undefined) pending.old = path;
      else {
        drafts.set(path, {
          path,
          ...(pending.old === undefined ? {} : { oldPath: pending.old }),
          ...pending.draft,
        });
        pending = undefined;
      }
    } else if (counts && --counts.paths === 0) {
      setCounts(pathFromBytes(record), counts);
      counts = undefined;
    }
  };
  const setCounts = (path: RepoPath, { added, deleted }: Pick<Draft, 'added' | 'deleted'>): void => {
    const draft = drafts.get(path);
    if (draft) Object.assign(draft, { added, deleted });
  };
  const takeCounts = (record: Buffer): void => {
    counting = true;
    const first = record.indexOf(9);
    const second = record.indexOf(9, first + 1);
    const added = count(record.toString('latin1', 0, first));
    const deleted = count(record.toString('latin1', first + 1, second));
    if (second + 1 === record.length) counts = { added, deleted, paths: 2 };
    else setCounts(pathFromBytes(record.subarray(second + 1)), { added, deleted });
  };
  const splitter = recordSplitter((record) => {
    if (pending || counts) takePath(record);
    else if (record[0] === 0x3a && !counting) pending = parseHeader(record.toString('latin1'));
    else takeCounts(record);
  });
  return {
    push: splitter.push,
    end: () => markCopies([...drafts.values()].sort((a, b) => compareText(a.path, b.path))),
    get count() {
      return drafts.size;
    },
  };
}

const count = (text: string): number | null => (text === '-' ? null : Number(text));

const KINDS: Readonly<Record<string, Change['kind']>> = {
  A: 'added',
  M: 'modified',
  D: 'deleted',
  R: 'renamed',
  C: 'copied',
  T: 'type-changed',
};

function parseHeader(header: string): { draft: Omit<Draft, 'path'>; paths: 1 | 2 } {
  const [oldMode, newMode, oldBlob, newBlob, status] = header.slice(1).split(' ');
  const letter = status?.[0] ?? 'M';
  return {
    draft: {
      kind: KINDS[letter] ?? 'modified',
      oldMode: oldMode as FileMode,
      newMode: newMode as FileMode,
      ...(isNull(oldBlob) ? {} : { oldBlob: oldBlob as Oid }),
      ...(isNull(newBlob) ? {} : { newBlob: newBlob as Oid }),
      added: null,
      deleted: null,
    },
    paths: letter === 'R' || letter === 'C' ? 2 : 1,
  };
}

const isNull = (oid: string | undefined): boolean => oid === undefined || /^0+$/.test(oid);

const EMPTY_BLOBS = new Set<string>([
  'e69de29bb2d1d6434b8b29ae775ad8c2e48c5391',
  '473a0f4c3be8a93681a267e3b1e9a7dcda1185436fe141f7749120a303721813',
]);

/**
 * A new file that is, byte for byte, another changed file's old content is a copy of it. Git's own `-C` would make
 * every modified file a candidate for every added one, and lose inexact renames in large diffs over it.
 */
function markCopies(drafts: readonly Draft[]): readonly Change[] {
  const sources = new Map<Oid, RepoPath>();
  for (const { kind, oldBlob, path, oldPath } of drafts)
    if (kind !== 'added' && oldBlob && !EMPTY_BLOBS.has(oldBlob) && !sources.has(oldBlob))
      sources.set(oldBlob, oldPath ?? path);
  for (const draft of drafts) {
    const source = draft.kind === 'added' && draft.newBlob ? sources.get(draft.newBlob) : undefined;
    if (source !== undefined) Object.assign(draft, { kind: 'copied', oldPath: source });
  }
  return drafts;
}
