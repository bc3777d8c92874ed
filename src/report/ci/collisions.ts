import type { BranchPresence, ClaimPresence } from '../../core/model/presence.ts';
import { count } from '../count.ts';
import { escapeMarkdown, markdownCode } from '../escape.ts';
import { staleLine } from '../plan/presence-section.ts';
import { utcClock } from '../times.ts';
import { type CiView, claimsInTheWay, conflictCount } from './ci-view.ts';
import type { Block } from './fit-blocks.ts';
import { asOf, holderText, shortMarkdown } from './task-states.ts';

const LONGEST_CODE = 1_000;

/** Conflicts that will happen, each file with its lines, and the order of merging that makes the fewest. */
export function conflictRows({ plan, base }: CiView): readonly string[] {
  const { branches, staleBranches, mergeOrder } = plan.presence;
  const rows = branches.flatMap((branch) =>
    branch.conflicts.map((conflict) => conflictRow(branch, conflict, base)),
  );
  const stale = staleLine(staleBranches.length, base).map((line) => `- ${escapeMarkdown(line)}`);
  return [
    ...rows,
    ...stale,
    ...(mergeOrder && rows.length > 0 ? [`- merge in this order: ${orderText(mergeOrder.order)}`] : []),
  ];
}

const orderText = (order: readonly string[]): string => order.map(shownName).join(', ');

function conflictRow(
  { name, author, isBase }: BranchPresence,
  { path, lines = [] }: BranchPresence['conflicts'][number],
  base: string,
): string {
  const where =
    lines.length === 0
      ? ''
      : `, lines ${lines
          .slice(0, 5)
          .map(([a, b]) => (a === b ? a : `${a}–${b}`))
          .join(', ')}`;
  const whose = isBase ? `${shownName(base)} itself` : `${shownName(name)} (${shortMarkdown(author, 40)})`;
  return `- ${shownName(path)}${where}: conflicts with ${whose}`;
}

/** Who holds what on the files of this change. */
export const holderRows = (view: CiView): readonly string[] =>
  claimsInTheWay(view).map((claim) => holderRow(claim, view));

function holderRow(claim: ClaimPresence, view: CiView): string {
  const [first = '', ...others] = claim.sharedFiles;
  const more = others.length > 0 ? ` and ${count(others.length, 'more file')}` : '';
  const what = shortMarkdown(claim.title ?? claim.task, 80);
  return `- ${shownName(first)}${more}: ${holderText(claim)} for “${what}” until ${utcClock(claim.until, asOf(view))} (${markdownCode(claim.claim)})`;
}

/** A name whole, unless it would fill the page by itself: that it has to be looked for is said. */
export function shownName(name: string): string {
  const shown = markdownCode(name);
  return shown.length <= LONGEST_CODE ? shown : '(a name of more than a thousand characters, see plan.json)';
}

/** `Conflicts that will happen: 2` folded, with the rows in it. */
export const conflictBlock = (view: CiView): Block =>
  fold(`Conflicts that will happen: ${conflictCount(view)}`, conflictRows(view));

export const holderBlock = (view: CiView): Block =>
  fold(`Who holds what on these files: ${claimsInTheWay(view).length}`, holderRows(view));

/** The title is ours: nothing foreign stands in it. */
export const fold = (title: string, rows: readonly string[]): Block => ({
  head: rows.length === 0 ? [] : [`<details><summary>${title}</summary>`, ''],
  rows,
  more: (left) => `- … and ${left} more`,
  tail: rows.length === 0 ? [] : ['', '</details>'],
});
