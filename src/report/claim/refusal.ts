import type { RepoPath } from '../../core/model/ids.ts';
import type { Problem } from '../../core/model/problem.ts';
import type { WallTime } from '../../core/model/time.ts';
import { fromFolder } from '../../core/paths/plain-path.ts';
import { escapeText } from '../escape.ts';
import { listTexts } from '../list-texts.ts';
import { type GivenOptions, ownArgv, ownLine } from '../own-command.ts';
import { problemsJson } from '../problems/describe-problem.ts';
import { clock, span } from '../times.ts';
import { type HeldBy, heldJson } from './held-claims.ts';
import { whoHolds } from './held-line.ts';
import { notThereLines } from './not-there.ts';
import { operandsFrom, pathCommandJson, pathCommandText } from './path-command.ts';

/** A claim that was refused: who holds what, since when, until when, for which task, and what one can do. */
export interface Refusal {
  /** As it was typed. */
  readonly asked: readonly string[];
  readonly held: readonly HeldBy[];
  readonly free: readonly RepoPath[];
  /** The options of the claim itself, to be repeated in what can be done next: `--task`, `--agent`. */
  readonly options: readonly string[];
  readonly given: GivenOptions;
  /** What was to run under the claim; nothing: it is held for whoever asked. */
  readonly wrapped: readonly string[];
  /** The folder of the repository that the reader is in. */
  readonly below: string;
  readonly now: WallTime;
  readonly notes: readonly Problem[];
}

const MOST = 20;

export function refusalText(refusal: Refusal): string {
  const { asked, held, free, options, below, given, wrapped } = refusal;
  const claims = byClaim(held);
  const paths = listTexts(shownPaths(refusal));
  const lines = [`not claimed: ${paths} ${held.length === 1 ? 'is' : 'are'} held; nothing was changed`];
  for (const claim of claims.slice(0, MOST)) lines.push(...claimLines(claim, refusal));
  if (claims.length > MOST)
    lines.push(`  more   ${claims.length - MOST} further claims: ${ownLine({ command: 'status', given })}`);
  const others = operandsFrom(below, free);
  if (free.length > 0) lines.push(`  free   ${listTexts(others)}           the rest of what you asked for`);
  lines.push(
    `  wait   ${pathCommandText({ verb: 'claim', operands: asked, options: [...options, '--wait', '25s'], given, wrapped })}`,
  );
  if (free.length > 0)
    lines.push(`  part   ${pathCommandText({ verb: 'claim', operands: others, options, given, wrapped })}`);
  return `${[...lines, ...takeLine(refusal), ...notThereLines(refusal.notes)].join('\n')}\n`;
}

const NOTES: Readonly<Record<string, string>> = {
  forged: '; its record does not name this path',
  landing: '; its push is still under way',
};

const shownPaths = ({ held, below }: Refusal): readonly string[] =>
  held.map(({ path }) => fromFolder(below, path));

/** How a person ends what stands in the way; a claim by its id, what cannot be read by its path. */
function takeLine({ held: [first], below, given }: Refusal): readonly string[] {
  if (first === undefined) return [];
  if (first.mine && first.record)
    return [
      `  yours  ${ownLine({ command: 'release', words: [first.record.claim], given })}      gives it back, then claim again`,
    ];
  const operands = first.record ? [first.record.claim] : operandsFrom(below, [first.path]);
  const command = pathCommandText({ verb: 'release', operands, options: ['--force'], given });
  const whose = first.record ? `${whoHolds(first.record)}’s` : 'their';
  return [`  take   ${command}      ask first: ${whose} unpublished work stays with them`];
}

function claimLines(claim: readonly HeldBy[], { below, now }: Refusal): readonly string[] {
  const [first] = claim;
  if (!first) return [];
  const covers = `covers ${listTexts(claim.map(({ path }) => fromFolder(below, path)))}`;
  const { record, since, renewed, until } = first;
  if (!record || since === undefined || renewed === undefined || until === undefined) {
    const why =
      first.note === 'newer' ? 'a newer version of agentic-plan' : 'unknown: its record cannot be read';
    return [`  by     ${why}`, `  locks  ${covers}`];
  }
  const title = record.title === undefined ? '' : ` "${escapeText(record.title, 80)}"`;
  const renewal = renewed > since ? `, renewed ${span(now - renewed)} ago` : '';
  const note = NOTES[first.note ?? ''] ?? '';
  const who = first.mine ? 'you, for another task' : whoHolds(record);
  return [
    `  by     ${who}, task ${escapeText(record.task)}${title}`,
    `  since  ${clock(since, now)} (${span(now - since)})${renewal}, until ${clock(until, now)}; ${covers}${note}`,
  ];
}

function byClaim(held: readonly HeldBy[]): readonly (readonly HeldBy[])[] {
  const claims = new Map<string, HeldBy[]>();
  for (const one of held) {
    const key = one.record?.claim ?? `unknown ${one.lock}`;
    claims.set(key, [...(claims.get(key) ?? []), one]);
  }
  return [...claims.values()];
}

export function refusalJson(refusal: Refusal): Record<string, unknown> {
  const { asked, held, free, options, below, now, notes, given, wrapped } = refusal;
  const claim = (operands: readonly string[], more: readonly string[]) =>
    pathCommandJson({ verb: 'claim', operands, options: [...options, ...more, '--json'], given, wrapped });
  return {
    version: 1,
    command: 'claim',
    outcome: 'held',
    changed: false,
    asked,
    held: held.slice(0, MOST).map((one) => heldJson(one, now)),
    ...(held.length > MOST ? { more: held.length - MOST } : {}),
    free,
    next: [
      ...(free.length > 0 ? [{ do: 'take-free', ...claim(operandsFrom(below, free), []) }] : []),
      { do: 'wait', ...claim(asked, ['--wait', '25s']) },
      { do: 'other-work', run: ownArgv({ command: 'status', words: ['--ready', '--json'], given }) },
    ],
    never: [
      ...held.slice(0, MOST).map(({ path }) => `edit ${escapeText(path)}`),
      'git push --no-verify',
      'delete refs/agentic/*',
    ],
    problems: problemsJson(notes, given),
  };
}
