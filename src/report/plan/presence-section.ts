import type { BranchPresence, ClaimPresence, Presence } from '../../core/model/presence.ts';
import type { WallTime } from '../../core/model/time.ts';
import { escapeText } from '../escape.ts';
import { column, cut, ends, type Paint } from '../layout.ts';
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
    ...newest(presence.branches.filter(({ conflicts }) => conflicts.length > 0)).map((branch) =>
      conflictRow(branch, section),
    ),
    ...presence.claims.map((claim) => claimRow(claim, section)),
    ...newest(presence.branches.filter(({ conflicts }) => conflicts.length === 0)).map((branch) =>
      sharedRow(branch, section),
    ),
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

/** `6 open branches and 2 claims on github.com/acme/shop` */
function seenWhere({ table, branchesSeen, claims }: Presence): string {
  const branches = `${branchesSeen} open branch${branchesSeen === 1 ? '' : 'es'}`;
  if (table.kind === 'not-looked') return branches;
  return `${branches} and ${claims.length} claim${claims.length === 1 ? '' : 's'} on ${escapeText(table.name, 60)}`;
}

const WHY_NOT: Readonly<Record<string, string>> = {
  offline: 'claims were not looked at: --offline',
  late: 'claims were not looked at: the remote did not answer in time',
  'no-remote': 'claims were not looked at: there is no remote',
};

function unseenLines({ table, branches, branchesLeftOut }: Presence): readonly string[] {
  const lines: string[] = [];
  if (table.kind === 'not-looked') {
    const known = Object.hasOwn(WHY_NOT, table.why) ? WHY_NOT[table.why] : undefined;
    lines.push(known ?? `claims were not looked at: ${escapeText(table.why, 200)}`);
  }
  if (branchesLeftOut > 0) lines.push(`${branchesLeftOut} older branches were not looked at`);
  const unpredicted = branches.filter((branch) => branch.unpredicted).length;
  if (unpredicted > 0)
    lines.push(`conflicts with ${unpredicted} branches were not predicted: it would have taken too long`);
  return lines;
}

const newest = (branches: readonly BranchPresence[]): readonly BranchPresence[] =>
  branches.toSorted((a, b) => b.at - a.at);

function conflictRow(branch: BranchPresence, { asOf, columns, paint }: PresenceSection): string {
  // a rename on their side can conflict under a name that is not ours; our own names say more
  const ours = branch.conflicts.filter(({ path }) => branch.sharedFiles.includes(path));
  const conflicts = ours.length > 0 ? ours : branch.conflicts;
  const [first] = conflicts;
  const lines = conflicts.length === 1 ? (first?.lines ?? []) : [];
  const where = lines.length === 0 ? '' : `, lines ${lines.slice(0, 3).map(rangeText).join(', ')}`;
  const files = column(filesOf(conflicts.map(({ path }) => path)), PATH_WIDTH);
  const text = `${files}  conflicts with ${escapeText(branch.name)}${where}`;
  const right = `${escapeText(branch.author, 20)}, ${span(asOf - branch.at)} ago`;
  return `  ${paint.bad('✗')} ${ends(cut(text, columns - right.length - 7), right, columns - 4)}`;
}

const rangeText = ([first, last]: readonly [number, number]): string =>
  first === last ? String(first) : `${first}–${last}`;

function claimRow(claim: ClaimPresence, { asOf, columns, paint }: PresenceSection): string {
  const what = escapeText(claim.title ?? claim.task, 40);
  const text = `${column(filesOf(claim.sharedFiles), PATH_WIDTH)}  claimed by ${escapeText(claim.holder, 40)} for "${what}"`;
  const right = `until ${clock(claim.until, asOf)}`;
  return `  ${paint.busy('●')} ${ends(cut(text, columns - right.length - 7), right, columns - 4)}`;
}

function sharedRow(branch: BranchPresence, { asOf, columns }: PresenceSection): string {
  const text = `${column(filesOf(branch.sharedFiles), PATH_WIDTH)}  also changed by ${escapeText(branch.name)}${branch.unpredicted ? '' : ', merges cleanly'}`;
  const right = `${escapeText(branch.author, 20)}, ${span(asOf - branch.at)} ago`;
  return `  ○ ${ends(cut(text, columns - right.length - 7), right, columns - 4)}`;
}

function filesOf(paths: readonly string[]): string {
  const more = paths.length > 1 ? ` +${paths.length - 1}` : '';
  return `${cut(escapeText(paths[0] ?? ''), PATH_WIDTH - more.length)}${more}`;
}

function orderLine({ mergeOrder }: Presence, columns: number): readonly string[] {
  if (mergeOrder === undefined || mergeOrder.worst === 0) return [];
  const { order, conflicts, worst } = mergeOrder;
  const names = `merge in this order: ${order.map((name) => escapeText(name, 40)).join(', ')}`;
  const gain = `${conflicts} conflict${conflicts === 1 ? '' : 's'}${worst > conflicts ? `, not ${worst}` : ' in any order'}`;
  return [`  ${ends(cut(names, columns - gain.length - 5), gain, columns - 2)}`];
}
