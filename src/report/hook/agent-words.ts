import { whoHolds } from '../../core/claim/holder.ts';
import type { ClaimRecord } from '../../core/claim/record.ts';
import { type WallTime, wallTime } from '../../core/model/time.ts';
import { escapeText } from '../escape.ts';
import { listTexts } from '../list-texts.ts';
import { clock, span } from '../times.ts';

// What the model of an agent reads. Whatever others wrote is escaped, and short.

/** A path in the answer of `claim --json` that somebody else has. */
export interface HeldPath {
  readonly path: string;
  readonly task?: string | null;
  readonly agent?: string | null;
  readonly holder?: string | null;
  readonly until?: string | null;
  readonly free_in_s?: number | null;
}

const MOST = 5;
const LONGEST = 80;

/** Why an edit must not be made, and what to do instead. */
export function denyEdit(held: readonly HeldPath[], free: readonly string[]): string {
  const paths = held.map(({ path }) => path);
  const wait = `agentic-plan claim ${paths.slice(0, MOST).map(shown).join(' ')} --wait 25s`;
  return [
    `${held.slice(0, MOST).map(heldSentence).join('; ')}. Nothing was changed.`,
    'Do not edit it by any tool or command, and do not work around it elsewhere.',
    ...(free.length > 0 ? [`Free of what you asked for: ${listTexts(free)}.`] : []),
    `Take other work, or wait in line: ${wait}, up to three times; then stop and report who holds what.`,
  ].join(' ');
}

/** Files that a command has changed and somebody else holds. */
export const changedUnderOthers = (held: readonly HeldPath[]): string =>
  `agentic-plan: your last command changed what others hold: ${held.slice(0, MOST).map(heldSentence).join('; ')}. Undo your change of it unless somebody else made it, and do not work around it elsewhere.`;

/** Files that were edited while nobody could be asked, and that somebody else holds. */
export const editedUnderOthers = (held: readonly HeldPath[]): string =>
  `agentic-plan: you have edited what others hold, which could not be seen then: ${held.slice(0, MOST).map(heldSentence).join('; ')}. Undo your change of it, and do not work around it elsewhere.`;

/** Where the configuration only warns. */
export const warnOfEdit = (held: readonly HeldPath[]): string =>
  `agentic-plan: ${held.slice(0, MOST).map(heldSentence).join('; ')}. Better take other work first.`;

/** The line for the person where nobody could be asked; the edit goes on. */
export const couldNotAsk = (paths: readonly string[], why: string): string =>
  `agentic-plan: ${listTexts(paths)} could not be claimed yet (${escapeText(why, 200)}); the edit goes on, the next hook asks again`;

function heldSentence({ path, task, agent, holder, until, free_in_s: left }: HeldPath): string {
  const named = [agent, holder]
    .filter((one) => typeof one === 'string' && one !== '')
    .map((one) => shown(one ?? ''));
  const [first, second] = named;
  const who =
    first === undefined
      ? 'somebody unknown'
      : `another session, ${second === undefined ? first : `${first} (${second})`}`;
  // a claim that a hook took on the way has no name of its own
  const what = task && !/^edit-[0-9a-f]+$/.test(task) ? `, for ${shown(task)}` : '';
  const span_ = typeof left === 'number' ? `, for ${span(left * 1000)} more` : '';
  return `${shown(path)} is held by ${who}${what}${until ? `, until ${shown(until)}${span_}` : ''}`;
}

const shown = (text: string): string => escapeText(text, LONGEST);

/** What an agent should know when it begins: who is on what. Five lines at most; '' where there is nothing to say. */
export function briefSession(brief: {
  readonly others: readonly { readonly record: ClaimRecord; readonly isOnYours: boolean }[];
  readonly conflicts: readonly { readonly branch: string; readonly paths: readonly string[] }[];
  readonly now: WallTime;
}): string {
  const { others, conflicts, now } = brief;
  if (others.length + conflicts.length === 0) return '';
  const lines = [
    ...conflicts.map(
      ({ branch, paths }) => `  ${shown(branch)} will conflict with your change of ${listTexts(paths)}`,
    ),
    ...others.map((other) => otherLine(other, now)),
  ];
  const shownLines =
    lines.length > 4 ? [...lines.slice(0, 3), `  and ${lines.length - 3} more: agentic-plan status`] : lines;
  return ['agentic-plan: others are at work here; what they hold is not to be edited', ...shownLines].join(
    '\n',
  );
}

function otherLine(
  { record, isOnYours }: { readonly record: ClaimRecord; readonly isOnYours: boolean },
  now: WallTime,
): string {
  const until = clock(wallTime(record.at + record.leaseS * 1000), now);
  const mark = isOnYours ? ', which you have changed,' : '';
  return `  ${listTexts(record.paths)}${mark} until ${until}: ${shown(whoHolds(record))}, ${shown(record.title ?? record.task)}`;
}

/** What stays held after the end of a session, for the person. */
export const staysHeld = (paths: readonly string[]): string =>
  `agentic-plan: ${listTexts(paths)} ${paths.length === 1 ? 'stays' : 'stay'} claimed until the lease ends: changed and not pushed`;
