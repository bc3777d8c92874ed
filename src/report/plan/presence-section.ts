import { compareText } from '../../core/model/compare-text.ts';
import {
  type BranchPresence,
  claimsOnOurs,
  type Presence,
  type TableSight,
  type UnseenBranches,
} from '../../core/model/presence.ts';
import type { WallTime } from '../../core/model/time.ts';
import { count } from '../count.ts';
import { escapeText } from '../escape.ts';
import { ends, type Paint, wrap } from '../layout.ts';
import { nameLines } from '../name-lines.ts';
import type { GivenOptions } from '../own-command.ts';
import { wordingOf } from '../problems/describe-problem.ts';
import { claimRow, conflictRow, type PresenceRow, sharedRow } from './presence-rows.ts';

export interface PresenceSection {
  readonly presence: Presence;
  readonly asOf: WallTime;
  readonly columns: number;
  readonly paint: Paint;
  readonly given?: GivenOptions;
  /** What the change goes to, as people say it; absent: whoever shows it does not say. */
  readonly base?: string;
}

// A branch is one row: what somebody must know first stays on one screen, the rest is in --json. No file is left out.
const MAX_ROWS = 8;

/** Who else is on these files; nothing where nobody is and everything was seen. */
export function presenceLines(section: PresenceSection): readonly string[] {
  const { presence, paint, columns } = section;
  const branches = [...presence.branches].sort(newestFirst);
  const isFree = ({ conflicts }: BranchPresence): boolean => conflicts.length === 0;
  const rows = [
    ...branches.filter((branch) => !isFree(branch)).map((branch) => conflictRow(branch, section)),
    ...claimsOnOurs(presence.claims).map((claim) => claimRow(claim, section)),
    ...branches.filter(isFree).map((branch) => sharedRow(branch, section)),
  ];
  const unseen = unseenLines(section).map((line) => paint.dim(line));
  const stale = staleLine(presence.staleBranches.length, section.base);
  if (rows.length + stale.length === 0) return unseen.length === 0 ? [] : ['', ...unseen];
  return [
    '',
    ends('Also on your files', `(${seenWhere(presence)})`, columns).replace(
      'Also on your files',
      paint.strong('Also on your files'),
    ),
    ...rows.slice(0, MAX_ROWS).flatMap(({ lines }) => lines),
    ...moreLines(rows, columns),
    ...stale.map((line) => `  ${line}`),
    ...orderLine(presence, columns),
    ...unseen,
  ];
}

/** Whoever made them has to mend them first; until then nobody knows what of ours they will meet. */
export const staleLine = (branches: number, base: string | undefined): readonly string[] =>
  branches === 0
    ? []
    : [
        `${count(branches, 'stale branch', 'stale branches')} ${branches === 1 ? 'conflicts' : 'conflict'} with ${base === undefined ? 'the base' : escapeText(base, 60)} already`,
      ];

/** Those without a row are counted; the files that only they are on are named all the same. */
function moreLines(rows: readonly PresenceRow[], columns: number): readonly string[] {
  const rest = rows.slice(MAX_ROWS);
  if (rest.length === 0) return [];
  const shown = new Set(rows.slice(0, MAX_ROWS).flatMap(({ paths }) => paths));
  const names = [...new Set(rest.flatMap(({ paths }) => paths))].filter((path) => !shown.has(path));
  const more = `  … and ${rest.length} more, older or without a conflict`;
  if (names.length === 0) return [more];
  const lines = nameLines(names, { width: Math.min(columns, 100) - 4 }).filter((line) => line !== '');
  return [`${more}, also on`, ...lines.map((line) => `    ${line}`)];
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
function notLookedLines(
  { why, problem }: Extract<TableSight, { readonly kind: 'not-looked' }>,
  given: GivenOptions | undefined,
): readonly string[] {
  if (problem === undefined)
    return [`claims were not looked at: ${WHY_NOT.get(why) ?? escapeText(why, 200)}`];
  const { what, remedy } = wordingOf(problem, given);
  return [`claims were not looked at: ${what}`, ...(remedy === '' ? [] : [`  ${remedy}`])];
}

/** What could not be looked at, and why; a remedy stands on a line of its own, indented. */
export function unseenLines({
  presence,
  given,
}: Pick<PresenceSection, 'presence' | 'given'>): readonly string[] {
  const { table, branches, branchesLeftOut, unseen, committedOnly } = presence;
  const lines: string[] = [];
  if (table.kind === 'not-looked') lines.push(...notLookedLines(table, given));
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

function orderLine({ mergeOrder }: Presence, columns: number): readonly string[] {
  if (mergeOrder === undefined) return [];
  const { order, conflicts, worst } = mergeOrder;
  const gain = `${count(conflicts, 'conflict')}, not ${worst}`;
  const names = `merge in this order: ${order.map((name) => escapeText(name, 60)).join(', ')}`;
  const [first = '', ...more] = wrap(names, Math.min(columns, 100) - gain.length - 7);
  return [`  ${ends(first, gain, columns - 2)}`, ...more.map((line) => `    ${line}`)];
}
