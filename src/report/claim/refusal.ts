import type { RepoPath } from '../../core/model/ids.ts';
import type { WallTime } from '../../core/model/time.ts';
import { escapeText } from '../escape.ts';
import { listTexts } from '../list-texts.ts';
import { shellWord } from '../shell-word.ts';
import { clock, span } from '../times.ts';
import { type HeldBy, heldJson, whoHolds } from './held-claims.ts';

/** A claim that was refused: who holds what, since when, until when, for which task, and what one can do. */
export interface Refusal {
  readonly asked: readonly string[];
  readonly held: readonly HeldBy[];
  readonly free: readonly RepoPath[];
  /** The options that were given, to be repeated in what can be done next: `--task`, `--agent`. */
  readonly options: readonly string[];
  readonly now: WallTime;
}

const MOST = 20;

export function refusalText(refusal: Refusal): string {
  const { asked, held, free, options, now } = refusal;
  const paths = held.map(({ path }) => escapeText(path));
  const shown = paths.slice(0, 3).join(', ') + (paths.length > 3 ? ` and ${paths.length - 3} more` : '');
  const lines = [`not claimed: ${shown} ${paths.length === 1 ? 'is' : 'are'} held; nothing was changed`];
  for (const claim of byClaim(held).slice(0, MOST)) lines.push(...claimLines(claim, now));
  if (byClaim(held).length > MOST)
    lines.push(`  more   ${byClaim(held).length - MOST} further claims: agentic-plan status`);
  if (free.length > 0) lines.push(`  free   ${listTexts(free)}           the rest of what you asked for`);
  const claim = ['agentic-plan', 'claim'];
  lines.push(`  wait   ${command([...claim, ...asked, ...options, '--wait', '25s'])}`);
  if (free.length > 0) lines.push(`  part   ${command([...claim, ...free, ...options])}`);
  const [first] = held;
  const target = first?.record?.claim ?? first?.path;
  if (target !== undefined)
    lines.push(
      `  take   ${command(['agentic-plan', 'release', target, '--force'])}      ask first: ` +
        `${whoHolds(first?.record)}’s unpublished work stays with it`,
    );
  return `${lines.join('\n')}\n`;
}

function claimLines(claim: readonly HeldBy[], now: WallTime): readonly string[] {
  const [first] = claim;
  if (!first) return [];
  const covers = `covers ${listTexts(claim.map(({ path }) => path))}`;
  const { record, since, renewed, until } = first;
  if (!record || since === undefined || renewed === undefined || until === undefined) {
    const why =
      first.note === 'newer' ? 'a newer version of agentic-plan' : 'unknown: its record cannot be read';
    return [`  by     ${why}`, `  locks  ${covers}`];
  }
  const title = record.title === undefined ? '' : ` "${escapeText(record.title, 80)}"`;
  const renewal = renewed > since ? `, renewed ${span(now - renewed)} ago` : '';
  const note = first.note === 'forged' ? '; its record does not name this path' : '';
  return [
    `  by     ${whoHolds(record)}, task ${escapeText(record.task)}${title}`,
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

const command = (argv: readonly string[]): string => argv.map(shellWord).join(' ');

export function refusalJson(refusal: Refusal): Record<string, unknown> {
  const { asked, held, free, options, now } = refusal;
  const claim = ['agentic-plan', 'claim'];
  const takeFree = { do: 'take-free', run: [...claim, ...free, ...options, '--json'] };
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
      ...(free.length > 0 ? [takeFree] : []),
      { do: 'wait', run: [...claim, ...asked, ...options, '--wait', '25s', '--json'] },
      { do: 'other-work', run: ['agentic-plan', 'status', '--ready', '--json'] },
    ],
    never: [
      ...held.slice(0, MOST).map(({ path }) => `edit ${path}`),
      'git push --no-verify',
      'delete refs/agentic/*',
    ],
    problems: [],
  };
}
