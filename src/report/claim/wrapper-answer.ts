import type { ClaimId, RepoPath } from '../../core/model/ids.ts';
import { repoPath } from '../../core/model/ids.ts';
import type { Problem } from '../../core/model/problem.ts';
import type { WallTime } from '../../core/model/time.ts';
import { wallTime } from '../../core/model/time.ts';
import { lockOf, locksOverlap } from '../../core/paths/lock-name.ts';
import { fromFolder } from '../../core/paths/plain-path.ts';
import type { AgentAnswer, HeldPath } from '../../core/run/agent-request.ts';
import { escapeText } from '../escape.ts';
import { listTexts } from '../list-texts.ts';
import type { GivenOptions } from '../own-command.ts';
import { problemsJson } from '../problems/describe-problem.ts';
import { clock } from '../times.ts';
import { escapedOrNull } from './claimed.ts';
import { notThereLines } from './not-there.ts';
import { operandsFrom, pathCommandJson, pathCommandText } from './path-command.ts';

/** What the wrapper of an agent answered when it asked for more paths. */
export interface WrapperAnswer {
  readonly answer: AgentAnswer;
  /** As it was typed. */
  readonly asked: readonly string[];
  /** The same, as paths of the repository. */
  readonly paths: readonly RepoPath[];
  /** The folder of the repository that the agent is in. */
  readonly below: string;
  readonly notes: readonly Problem[];
  readonly claim: ClaimId;
  /** Our own program as the agent calls it. */
  readonly program: string;
  readonly given: GivenOptions;
  readonly now: WallTime;
}

const MOST = 20;

export const grantedText = ({ answer, claim, below, notes }: WrapperAnswer): string =>
  `claimed: ${listTexts(answer.paths.map((path) => fromFolder(below, path)))}\n` +
  `  until  the command that started you ends; it renews for you\n` +
  `  as     ${escapeText(claim)}\n` +
  notThereLines(notes)
    .map((line) => `${line}\n`)
    .join('');

export const grantedJson = ({ answer, claim, notes, given }: WrapperAnswer): Record<string, unknown> => ({
  version: 1,
  command: 'claim',
  outcome: 'claimed',
  changed: true,
  how: 'widened',
  claim: { id: claim, paths: answer.paths, until: null },
  held: [],
  free: [],
  next: [],
  problems: problemsJson(notes, given),
});

export function withheldText(report: WrapperAnswer): string {
  const { answer, asked, below, program, now, given } = report;
  const free = operandsFrom(below, freeOf(report));
  const held = listTexts(answer.held.map(({ path }) => fromFolder(below, path)));
  const more = answer.held.length - MOST;
  const lines = [
    `not claimed: ${held} ${answer.held.length === 1 ? 'is' : 'are'} held; nothing was changed`,
    ...answer.held.slice(0, MOST).flatMap((one) => heldLines(one, now)),
    ...(more > 0 ? [`  more   ${more} further paths`] : []),
    ...(free.length > 0 ? [`  free   ${listTexts(free)}           the rest of what you asked for`] : []),
    `  wait   ${pathCommandText({ program, verb: 'claim', operands: asked, options: ['--wait', '25s'], given })}`,
  ];
  if (free.length > 0)
    lines.push(`  part   ${pathCommandText({ program, verb: 'claim', operands: free, given })}`);
  return `${[...lines, ...notThereLines(report.notes)].join('\n')}\n`;
}

function heldLines(held: HeldPath, now: WallTime): readonly string[] {
  const title = held.title === undefined ? '' : ` "${escapeText(held.title, 80)}"`;
  const task = held.task === undefined ? '' : `, task ${escapeText(held.task, 80)}${title}`;
  const at = (text: string | undefined): string | undefined => {
    const time = Date.parse(text ?? '');
    return Number.isNaN(time) ? undefined : clock(wallTime(time), now);
  };
  const since = at(held.since);
  const until = at(held.until);
  return [
    `  by     ${escapeText(held.by, 200)}${task}`,
    ...(until === undefined ? [] : [`  since  ${since ?? 'just now'}, until ${until}`]),
  ];
}

/** What was asked for and is not in the way of anybody. */
const freeOf = ({ answer, paths }: WrapperAnswer): readonly RepoPath[] => {
  const taken = answer.held.map(({ path }) => lockOf(repoPath(path)).lock);
  return paths.filter((path) => !taken.some((held) => locksOverlap(held, lockOf(path).lock)));
};

export function withheldJson(report: WrapperAnswer): Record<string, unknown> {
  const { answer, asked, below, program, now, given } = report;
  const free = freeOf(report);
  const claim = (operands: readonly string[], options: readonly string[]) =>
    pathCommandJson({ program, verb: 'claim', operands, options, given });
  return {
    version: 1,
    command: 'claim',
    outcome: 'held',
    changed: false,
    asked,
    held: answer.held.slice(0, MOST).map(({ path, by, ...held }) => ({
      path,
      claim: held.claim ?? null,
      task: held.task ?? null,
      title: escapedOrNull(held.title),
      agent: escapedOrNull(held.agent),
      holder: escapeText(held.holder ?? by, 200),
      since: held.since ?? null,
      until: held.until ?? null,
      free_in_s:
        held.until === undefined ? null : Math.max(0, Math.ceil((Date.parse(held.until) - now) / 1000)),
    })),
    ...(answer.held.length > MOST ? { more: answer.held.length - MOST } : {}),
    free,
    next: [
      ...(free.length > 0 ? [{ do: 'take-free', ...claim(operandsFrom(below, free), ['--json']) }] : []),
      { do: 'wait', ...claim(asked, ['--wait', '25s', '--json']) },
    ],
    never: [
      ...answer.held.slice(0, MOST).map(({ path }) => `edit ${escapeText(path)}`),
      'git push --no-verify',
      'delete refs/agentic/*',
    ],
    problems: problemsJson(report.notes, given),
  };
}
