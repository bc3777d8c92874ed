import { lockOf, locksOverlap } from '../../core/claim/lock-name.ts';
import type { ClaimId, RepoPath } from '../../core/model/ids.ts';
import type { WallTime } from '../../core/model/time.ts';
import type { AgentAnswer, HeldPath } from '../../core/run/agent-request.ts';
import { escapeText } from '../escape.ts';
import { listTexts } from '../list-texts.ts';
import { shellWord } from '../shell-word.ts';
import { clock } from '../times.ts';

/** What the wrapper of an agent answered when it asked for more paths. */
export interface WrapperAnswer {
  readonly answer: AgentAnswer;
  readonly asked: readonly string[];
  readonly claim: ClaimId;
  /** Our own program as the agent calls it. */
  readonly program: string;
  readonly now: WallTime;
}

const MOST = 20;

export const grantedText = ({ answer, claim }: WrapperAnswer): string =>
  `claimed: ${listTexts(answer.paths)}\n` +
  `  until  the command that started you ends; it renews for you\n` +
  `  as     ${escapeText(claim)}\n`;

export const grantedJson = ({ answer, claim }: WrapperAnswer): Record<string, unknown> => ({
  version: 1,
  command: 'claim',
  outcome: 'claimed',
  changed: true,
  how: 'widened',
  claim: { id: claim, paths: answer.paths, until: null },
  held: [],
  free: [],
  next: [],
  problems: [],
});

export function withheldText(report: WrapperAnswer): string {
  const { answer, asked, program, now } = report;
  const free = freeOf(report);
  const lines = [
    `not claimed: ${listTexts(answer.held.map(({ path }) => path))} ${answer.held.length === 1 ? 'is' : 'are'} held; nothing was changed`,
    ...answer.held.slice(0, MOST).flatMap((held) => heldLines(held, now)),
    ...(free.length > 0 ? [`  free   ${listTexts(free)}           the rest of what you asked for`] : []),
    `  wait   ${[program, 'claim', ...asked, '--wait', '25s'].map(shellWord).join(' ')}`,
  ];
  if (free.length > 0) lines.push(`  part   ${[program, 'claim', ...free].map(shellWord).join(' ')}`);
  return `${lines.join('\n')}\n`;
}

function heldLines(held: HeldPath, now: WallTime): readonly string[] {
  const title = held.title === undefined ? '' : ` "${escapeText(held.title, 80)}"`;
  const task = held.task === undefined ? '' : `, task ${escapeText(held.task, 80)}${title}`;
  const at = (text: string | undefined): string | undefined => {
    const time = Date.parse(text ?? '');
    return Number.isNaN(time) ? undefined : clock(time as WallTime, now);
  };
  const since = at(held.since);
  const until = at(held.until);
  return [
    `  by     ${escapeText(held.by, 100)}${task}`,
    ...(until === undefined ? [] : [`  since  ${since ?? 'just now'}, until ${until}`]),
  ];
}

/** What was asked for and is not in the way of anybody. */
const freeOf = ({ answer, asked }: WrapperAnswer): readonly string[] => {
  const taken = answer.held.map(({ path }) => lockOf(path as RepoPath).lock);
  return asked.filter((path) => {
    const { lock } = lockOf(path.replace(/\/+$/, '') as RepoPath);
    return !taken.some((held) => locksOverlap(held, lock));
  });
};

export function withheldJson(report: WrapperAnswer): Record<string, unknown> {
  const { answer, asked, program, now } = report;
  const free = freeOf(report);
  const claim = [program, 'claim'];
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
      title: held.title ?? null,
      agent: held.agent ?? null,
      holder: held.holder ?? by,
      since: held.since ?? null,
      until: held.until ?? null,
      free_in_s:
        held.until === undefined ? null : Math.max(0, Math.ceil((Date.parse(held.until) - now) / 1000)),
    })),
    ...(answer.held.length > MOST ? { more: answer.held.length - MOST } : {}),
    free,
    next: [
      ...(free.length > 0 ? [{ do: 'take-free', run: [...claim, ...free, '--json'] }] : []),
      { do: 'wait', run: [...claim, ...asked, '--wait', '25s', '--json'] },
    ],
    never: [
      ...answer.held.slice(0, MOST).map(({ path }) => `edit ${path}`),
      'git push --no-verify',
      'delete refs/agentic/*',
    ],
    problems: [],
  };
}
