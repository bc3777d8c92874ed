import type { BranchAtWork, BranchesAtWork } from '../../core/model/branches-at-work.ts';
import { isoSeconds, type WallTime } from '../../core/model/time.ts';
import { fromFolder } from '../../core/paths/plain-path.ts';
import { escapeText } from '../escape.ts';
import { ends, widthOf } from '../layout.ts';
import { nameLines } from '../name-lines.ts';
import { pathsBase64 } from '../path-base64.ts';
import { span } from '../times.ts';

const MOST_BRANCHES = 20;
const MOST_FILES = 12;
const INDENT = 6;
/** No name of a ref is longer. */
const LONGEST_NAME = 255;

interface Shown {
  readonly now: WallTime;
  /** The folder that the reader is in. */
  readonly below: string;
  readonly columns: number;
  /** Of each branch; absent: a dozen. */
  readonly mostFiles?: number;
}

/** Which open branches there are, whose, and what they change: a section of `status --all`. */
export function branchesLines({ base, branches, leftOut }: BranchesAtWork, shown: Shown): readonly string[] {
  if (branches.length === 0) {
    const older = leftOut > 0 ? `, but ${leftOut} that nobody has touched for months` : '';
    return ['', `Open branches   none beside ${escapeText(base, 60)} in this clone${older}`];
  }
  const unshown = Math.max(0, branches.length - MOST_BRANCHES);
  return [
    '',
    `Open branches   beside ${escapeText(base, 60)}, the newest first`,
    ...branches.slice(0, MOST_BRANCHES).flatMap((branch) => branchLines(branch, shown)),
    ...moreLines(unshown, leftOut),
  ];
}

/** How many there are besides; `leftOut`: of whom nothing was read. */
function moreLines(unshown: number, leftOut: number): readonly string[] {
  if (unshown + leftOut === 0) return [];
  const listed = leftOut === 0 ? ' (--json lists all)' : ` (--json lists ${unshown} of them)`;
  return [`  and ${unshown + leftOut} more, older ones${unshown === 0 ? '' : listed}`];
}

function branchLines(
  { name, author, at, paths }: BranchAtWork,
  { now, below, columns, mostFiles = MOST_FILES }: Shown,
): readonly string[] {
  const names = paths.slice(0, mostFiles).map((path) => fromFolder(below, path));
  const width = Math.min(columns, 100) - INDENT;
  const files = names.length === 0 ? ['nothing that differs'] : nameLines(names, { width });
  const more = paths.length > mostFiles ? [`and ${paths.length - mostFiles} more`] : [];
  return [
    ...headOf(
      `  ◦ ${escapeText(name, LONGEST_NAME)}`,
      `${escapeText(author, 40)}, ${span(now - at)} ago`,
      columns,
    ),
    ...[...files, ...more].filter((line) => line !== '').map((line) => `${' '.repeat(INDENT)}${line}`),
  ];
}

/** A name is never cut; who it is of stands beside it, or below. */
function headOf(left: string, right: string, columns: number): readonly string[] {
  const line = ends(left, right, Math.min(columns, 100));
  return widthOf(line) <= columns ? [line] : [left, `${' '.repeat(INDENT)}${right}`];
}

/** The same for scripts, whole. */
export const branchesJson = ({
  base,
  branches,
  leftOut,
}: BranchesAtWork): Readonly<Record<string, unknown>> => ({
  base,
  left_out: leftOut,
  open: branches.map(({ ref, name, author, at, paths }) => ({
    ref,
    name: escapeText(name),
    author: escapeText(author),
    at: isoSeconds(at),
    paths,
    path_base64: pathsBase64(paths),
  })),
});
