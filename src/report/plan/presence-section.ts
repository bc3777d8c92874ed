import { compareText } from '../../core/model/compare-text.ts';
import type {
  BranchPresence,
  ClaimPresence,
  Presence,
  TableSight,
  UnseenBranches,
} from '../../core/model/presence.ts';
import type { WallTime } from '../../core/model/time.ts';
import { count } from '../count.ts';
import { escapeText } from '../escape.ts';
import { column, cut, ends, type Paint, widthOf, wrap } from '../layout.ts';
import { wordingOf } from '../problems/describe-problem.ts';
import { clock, span } from '../times.ts';

export interface PresenceSection {
  readonly presence: Presence;
  readonly asOf: WallTime;
  readonly columns: number;
  readonly paint: Paint;
}

// A branch is one row: what somebody must know first stays on one screen, the rest is in --json.
const MAX_ROWS = 8;
const PATH_WIDTH = 24;

/** Who else is on these files; nothing where nobody is and everything was seen. */
export function presenceLines(section: PresenceSection): readonly string[] {
  const { presence, paint, columns } = section;
  const rows = [
    ...presence.branches
      .filter((branch) => branch.conflicts.length > 0)
      .sort(newestFirst)
      .map((branch) => conflictRow(branch, section)),
    ...presence.claims.map((claim) => claimRow(claim, section)),
    ...presence.branches
      .filter((branch) => branch.conflicts.length === 0)
      .sort(newestFirst)
      .map((branch) => sharedRow(branch, section)),
  ];
  const unseen = unseenLines(presence).map((line) => paint.dim(line));
  if (rows.length === 0) return unseen.length === 0 ? [] : ['', ...unseen];
  const more = rows.length - MAX_ROWS;
  return [
    '',
    ends('Also on your files', `(${seenWhere(presence)})`, columns).replace(
      'Also on your files',
      paint.strong('Also on your files'),
    ),
    ...rows.slice(0, MAX_ROWS),
    ...(more > 0 ? [`  … and ${more} more, older or without a conflict`] : []),
    ...orderLine(presence, columns),
    ...unseen,
  ];
}

const newestFirst = (a: BranchPresence, b: BranchPresence): number =>
  b.at - a.at || compareText(a.ref, b.ref);

/** `6 open branches and 2 claims on github.com/acme/shop` */
function seenWhere({ table, branchesSeen, claims }: Presence): string {
  const branches = count(branchesSeen, 'open branch', 'open branches');
  if (table.kind === 'not-looked') return branches;
  return `${branches} and ${count(claims.length, 'claim')} on ${escapeText(table.name, 60)}`;
}

const WHY_NOT: ReadonlyMap<string, string> = new Map([
  ['offline', '--offline'],
  ['late', 'the remote did not answer in time'],
]);

/** Why nobody knows who holds what, and the way out of it. */
function notLookedLines({
  why,
  problem,
}: Extract<TableSight, { readonly kind: 'not-looked' }>): readonly string[] {
  if (problem === undefined)
    return [`claims were not looked at: ${WHY_NOT.get(why) ?? escapeText(why, 200)}`];
  const { what, remedy } = wordingOf(problem);
  return [`claims were not looked at: ${what}`, ...(remedy === '' ? [] : [`  ${remedy}`])];
}

function unseenLines(presence: Presence): readonly string[] {
  const { table, branches, branchesLeftOut, unseen, committedOnly } = presence;
  const lines: string[] = [];
  if (table.kind === 'not-looked') lines.push(...notLookedLines(table));
  if (branchesLeftOut > 0) lines.push(`${branchesLeftOut} older branches were not looked at`);
  const unpredicted = branches.filter((branch) => branch.unpredicted).length;
  if (unpredicted > 0)
    lines.push(`conflicts with ${unpredicted} branches were not predicted: it would have taken too long`);
  if (committedOnly)
    lines.push(
      'conflicts are those of your commits: the uncommitted changes are too many or too large to try',
    );
  if (unseen) lines.push(unseenLine(unseen));
  return lines;
}

const MOST_UNSEEN = 5;

/** Branches that only the remote has, in a clone that does not follow all of them. */
function unseenLine({ remote, names }: UnseenBranches): string {
  const from = escapeText(remote, 40);
  if (names === undefined)
    return `other branches of ${from} were not looked at: this clone follows only some of them`;
  const shown = names.slice(0, MOST_UNSEEN).map((name) => escapeText(name, 60));
  const more = names.length > shown.length ? ` and ${names.length - shown.length} more` : '';
  return `${count(names.length, 'branch', 'branches')} of ${from} not looked at, since not in this clone: ${shown.join(', ')}${more}`;
}

/** One row for a branch: an old one may conflict with a hundred files, and the newest ones matter most. */
function conflictRow(branch: BranchPresence, section: PresenceSection): string {
  // A rename on their side can conflict under a name that is not ours; our own names say more.
  const ours = branch.conflicts.filter(({ path }) => branch.sharedFiles.includes(path));
  const conflicts = ours.length > 0 ? ours : branch.conflicts;
  const lines = conflicts.length === 1 ? (conflicts[0]?.lines ?? []) : [];
  const where = lines.length === 0 ? '' : `, lines ${lines.slice(0, 3).map(rangeText).join(', ')}`;
  return branchRow(section, {
    mark: section.paint.bad('✗'),
    branch,
    paths: conflicts.map(({ path }) => path),
    says: `conflicts with ${escapeText(branch.name)}${where}`,
  });
}

const sharedRow = (branch: BranchPresence, section: PresenceSection): string =>
  branchRow(section, {
    mark: '○',
    branch,
    paths: branch.sharedFiles,
    says: `also changed by ${escapeText(branch.name)}${branch.unpredicted ? '' : ', merges cleanly'}`,
  });

function branchRow(
  { asOf, columns }: PresenceSection,
  row: {
    readonly mark: string;
    readonly branch: BranchPresence;
    readonly paths: readonly string[];
    readonly says: string;
  },
): string {
  const { author, at } = row.branch;
  const { head, path } = pathColumn(row.paths);
  const text = `${path}  ${row.says}`;
  // The name of the branch matters more than that of its author.
  const line = Math.min(columns, 100);
  const room = line - 7 - Math.min(widthOf(text), line - 35);
  const right = `${cut(escapeText(author), Math.max(6, Math.min(20, room - 16))).trimEnd()}, ${span(asOf - at)} ago`;
  return `  ${row.mark} ${head}${ends(cut(text, columns - widthOf(right) - 7), right, columns - 4)}`;
}

const rangeText = ([first, last]: readonly [number, number]): string =>
  first === last ? String(first) : `${first}–${last}`;

function claimRow(claim: ClaimPresence, { asOf, columns, paint }: PresenceSection): string {
  const what = escapeText(claim.title ?? claim.task, 40);
  const { head, path } = pathColumn(claim.sharedFiles);
  const text = `${path}  claimed by ${escapeText(claim.holder, 40)} for "${what}"`;
  const right = `until ${clock(claim.until, asOf)}`;
  return `  ${paint.busy('●')} ${head}${ends(cut(text, columns - right.length - 7), right, columns - 4)}`;
}

/** A name that is too long for its column has the line to itself. */
function pathColumn(paths: readonly string[]): { readonly head: string; readonly path: string } {
  const more = paths.length > 1 ? ` +${paths.length - 1}` : '';
  const name = `${escapeText(paths[0] ?? '')}${more}`;
  if (widthOf(name) <= PATH_WIDTH) return { head: '', path: column(name, PATH_WIDTH) };
  return { head: `${name}\n    `, path: ' '.repeat(PATH_WIDTH) };
}

function orderLine({ mergeOrder }: Presence, columns: number): readonly string[] {
  if (mergeOrder === undefined || mergeOrder.worst === 0) return [];
  const { order, conflicts, worst } = mergeOrder;
  const gain = `${count(conflicts, 'conflict')}${worst > conflicts ? `, not ${worst}` : ' in any order'}`;
  const names = `merge in this order: ${order.map((name) => escapeText(name, 60)).join(', ')}`;
  const [first = '', ...more] = wrap(names, Math.min(columns, 100) - gain.length - 7);
  return [`  ${ends(first, gain, columns - 2)}`, ...more.map((line) => `    ${line}`)];
}
