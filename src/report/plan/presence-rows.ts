import type { BranchPresence, ClaimPresence } from '../../core/model/presence.ts';
import type { WallTime } from '../../core/model/time.ts';
import { escapeText } from '../escape.ts';
import { column, cut, ends, type Paint, widthOf, wrap } from '../layout.ts';
import { nameLines } from '../name-lines.ts';
import { clock, span } from '../times.ts';

export interface RowSetting {
  readonly asOf: WallTime;
  readonly columns: number;
  readonly paint: Paint;
}

/** Somebody who is on our files: a row, further lines for the names that have no room on it, and those names. */
export interface PresenceRow {
  readonly lines: readonly string[];
  readonly paths: readonly string[];
}

const PATH_WIDTH = 24;
const WIDEST = 100;
const LONGEST_AUTHOR = 20;

/** One row for a branch: an old one may conflict with a hundred files, and the newest ones matter most. */
export function conflictRow(branch: BranchPresence, setting: RowSetting): PresenceRow {
  const paths = conflictPaths(branch);
  const [only] = branch.conflicts;
  const lines = branch.conflicts.length === 1 ? (only?.lines ?? []) : [];
  const where = lines.length === 0 ? '' : `, lines ${lines.slice(0, 3).map(rangeText).join(', ')}`;
  return branchRow(setting, {
    mark: setting.paint.bad('✗'),
    branch,
    paths,
    says: `conflicts with ${escapeText(branch.name)}${where}`,
  });
}

/** A rename on their side can conflict under a name that is not ours; our own names say more, and come first. */
function conflictPaths({ conflicts, sharedFiles }: BranchPresence): readonly string[] {
  const paths = conflicts.map(({ path }) => path);
  const isOurs = new Set(sharedFiles);
  return [...paths.filter((path) => isOurs.has(path)), ...paths.filter((path) => !isOurs.has(path))];
}

export const sharedRow = (branch: BranchPresence, setting: RowSetting): PresenceRow =>
  branchRow(setting, {
    mark: '○',
    branch,
    paths: branch.sharedFiles,
    says: `also changed by ${escapeText(branch.name)}${branch.unpredicted ? '' : ', merges cleanly'}`,
  });

function branchRow(
  setting: RowSetting,
  row: {
    readonly mark: string;
    readonly branch: BranchPresence;
    readonly paths: readonly string[];
    readonly says: string;
  },
): PresenceRow {
  const { author, at } = row.branch;
  const right = `${cut(escapeText(author), LONGEST_AUTHOR).trimEnd()}, ${span(setting.asOf - at)} ago`;
  return rowOf(setting, { ...row, right });
}

const rangeText = ([first, last]: readonly [number, number]): string =>
  first === last ? String(first) : `${first}–${last}`;

export function claimRow(claim: ClaimPresence, setting: RowSetting): PresenceRow {
  const what = escapeText(claim.title ?? claim.task, 80);
  return rowOf(setting, {
    mark: setting.paint.busy('●'),
    paths: claim.sharedFiles,
    says: `claimed by ${escapeText(claim.holder, 80)} for "${what}"`,
    right: `until ${clock(claim.until, setting.asOf)}`,
  });
}

/** What has room for all of it is one row; elsewhere the name has a line to itself, and nothing is cut. */
function rowOf(
  { columns }: RowSetting,
  row: {
    readonly mark: string;
    readonly paths: readonly string[];
    readonly says: string;
    readonly right: string;
  },
): PresenceRow {
  const { mark, paths, says, right } = row;
  const [first = '', ...others] = paths;
  const name = escapeText(first);
  const line = Math.min(columns, WIDEST) - 4;
  const text = `${column(name, PATH_WIDTH)}  ${says}`;
  const fits = widthOf(name) <= PATH_WIDTH && widthOf(text) + 3 + widthOf(right) <= line;
  const more = nameLines(others, { width: line }).filter((names) => names !== '');
  const lines = fits
    ? [`  ${mark} ${ends(text, right, line)}`]
    : [`  ${mark} ${name}`, ...saidBelow(says, right, line - 2).map((said) => `      ${said}`)];
  return { lines: [...lines, ...more.map((names) => `    ${names}`)], paths };
}

function saidBelow(says: string, right: string, width: number): readonly string[] {
  const lines = wrap(says, width);
  const last = lines.at(-1) ?? '';
  const fits = widthOf(last) + 3 + widthOf(right) <= width;
  return fits ? [...lines.slice(0, -1), ends(last, right, width)] : [...lines, right];
}
