import { createHash } from 'node:crypto';
import { landedNumber } from '../../core/analyse/pull-number.ts';
import { compareText } from '../../core/model/compare-text.ts';
import type { Oid } from '../../core/model/ids.ts';
import type { WallTime } from '../../core/model/time.ts';
import type { CloneReader } from '../clone/clone-reader.ts';
import { recordSplitter } from '../split-records.ts';
import { EXACT_DIFF } from './read-changes.ts';

/** A commit that the base has taken in. */
export interface BaseCommit {
  readonly commit: Oid;
  readonly at: WallTime;
  /** Of the pull request that it is, where its subject says so. */
  readonly number: number | undefined;
  /** The same for commits that change the same paths. */
  readonly paths: string;
}

// What landed before is so old that its branch conflicts with the base, and is told as such.
const MOST_COMMITS = 3_000;
const PATIENCE_MS = 1_500;

// Sample of the output (␁ is U+0001, NUL written as ␀); what changed follows its commit, after a line break:
//   ␁97ad042… 1787380614 chore: sort imports (#23319)␀␊:100644 100644 dd090bf… 58260ed… M␀.oxfmtrc.json␀␁93b5f0c… 1787…
const FORMAT = 'tformat:%x01%H %ct %s';

const logOf = (base: Oid, since: WallTime): readonly string[] => [
  'log',
  '-z',
  '--raw',
  '--no-renames',
  '--diff-merges=first-parent',
  '--no-show-signature', // `log.showSignature` would put its words between
  ...EXACT_DIFF,
  `--format=${FORMAT}`,
  `--max-count=${MOST_COMMITS}`,
  `--max-age=${Math.floor(since / 1000)}`,
  base,
  '--',
];

/**
 * What the base has taken in since a moment, newest first, each with the paths that it changed (merges against their
 * first parent). `isWhole` is false where that took too long.
 */
export async function readBaseHistory(
  reader: CloneReader,
  { base, since }: { readonly base: Oid; readonly since: WallTime },
): Promise<{ readonly commits: readonly BaseCommit[]; readonly isWhole: boolean }> {
  const commits: BaseCommit[] = [];
  let head: string | undefined;
  let paths: string[] = [];
  let isPath = false;
  const finish = (): void => {
    const [, commit, seconds, subject = ''] = /^(\w+) (\d+) ?(.*)$/s.exec(head ?? '') ?? [];
    if (commit !== undefined)
      commits.push({
        commit: commit as Oid,
        at: (Number(seconds) * 1000) as WallTime,
        number: landedNumber(subject),
        paths: digestOfPaths(paths),
      });
    paths = [];
  };
  const splitter = recordSplitter((record) => {
    if (isPath) paths.push(record.toString('latin1'));
    isPath = !isPath && record[record[0] === 0x0a ? 1 : 0] === 0x3a;
    if (isPath || record[0] !== 1) return;
    finish();
    head = record.toString('latin1', 1);
  });
  const { code, cut } = await reader.run({
    args: logOf(base, since),
    timeoutMs: PATIENCE_MS,
    onStdout: (chunk) => {
      splitter.push(chunk);
      return true;
    },
  });
  const isWhole = code === 0 && !cut;
  if (isWhole) finish();
  return { commits, isWhole };
}

/** Of paths as git writes them, byte for byte (latin1). */
export const digestOfPaths = (paths: readonly string[]): string =>
  createHash('sha256')
    .update([...paths].sort(compareText).join('\0'), 'latin1')
    .digest('base64');
