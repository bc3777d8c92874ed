import type { BranchPresence, ClaimPresence } from '../../core/model/presence.ts';
import type { WallTime } from '../../core/model/time.ts';
import { escapeText } from '../escape.ts';
import { column, cut, ends, type Paint, widthOf } from '../layout.ts';
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
const NARROW = 72;
const WIDEST = 100;

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
  const { asOf, columns } = setting;
  const { author, at } = row.branch;
  // The name of the branch matters more than that of its author.
  const line = Math.min(columns, WIDEST);
  const room = line - 7 - Math.min(PATH_WIDTH + 2 + widthOf(row.says), line - 35);
  const right = `${cut(escapeText(author), Math.max(6, Math.min(20, room - 16))).trimEnd()}, ${span(asOf - at)} ago`;
  return rowOf(setting, { ...row, right });
}

const rangeText = ([first, last]: readonly [number, number]): string =>
  first === last ? String(first) : `${first}–${last}`;

export function claimRow(claim: ClaimPresence, setting: RowSetting): PresenceRow {
  const what = escapeText(claim.title ?? claim.task, 40);
  return rowOf(setting, {
    mark: setting.paint.busy('●'),
    paths: claim.sharedFiles,
    says: `claimed by ${escapeText(claim.holder, 40)} for "${what}"`,
    right: `until ${clock(claim.until, setting.asOf)}`,
  });
}

/** A short name stands in its column; one that is too long for it, or for a narrow screen, has the line to itself. */
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
  const fits = widthOf(name) <= PATH_WIDTH && columns >= NARROW;
  const text = cut(`${column(fits ? name : '', PATH_WIDTH)}  ${says}`, columns - widthOf(right) - 7);
  const said = ends(text, right, columns - 4);
  const more = nameLines(others, { width: Math.min(columns, WIDEST) - 4 });
  return {
    lines: [
      ...(fits ? [`  ${mark} ${said}`] : [`  ${mark} ${name}`, `    ${said}`]),
      ...more.filter((line) => line !== '').map((line) => `    ${line}`),
    ],
    paths,
  };
}
