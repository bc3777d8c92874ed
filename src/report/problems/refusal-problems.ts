import type { RunProblemCode } from '../../core/model/problem.ts';
import type { ProblemData } from '../../core/model/problem-data.ts';
import { escapeText } from '../escape.ts';
import { span } from '../times.ts';
import type { Catalogue } from './entry.ts';
import { found } from './entry.ts';
import { passRemedy, unseenNote } from './unseen-variables.ts';
import { datum } from './wording.ts';

/** How a person logs an agent in, by preset. */
const LOGIN: ReadonlyMap<string, string> = new Map([
  ['aider', 'set the key of its model’s vendor, for example OPENAI_API_KEY'],
  ['claude-code', 'claude /login, or set ANTHROPIC_API_KEY'],
  ['codex', 'codex login, or set CODEX_API_KEY'],
  ['copilot', 'copilot login, or set COPILOT_GITHUB_TOKEN'],
  ['cursor', 'cursor-agent login, or set CURSOR_API_KEY'],
  ['gemini', 'start gemini and choose /auth, or set GEMINI_API_KEY'],
  ['opencode', 'opencode auth login'],
  ['qwen', 'start qwen and choose /auth, or set OPENAI_API_KEY'],
]);

const AGAIN = 'then run again: what is done stays done';

/** ` (its own words)` or nothing. */
const words = ({ said }: { readonly said: string }): string =>
  said === '' ? '' : ` (${escapeText(said, 200)})`;

/** Words for an agent whose vendor does not let it work. */
export const refusalProblems = {
  'agent-not-logged-in': found((data) => ({
    what: `${datum(data, 'agent')} is not logged in${words(data)}${unseenNote(data)}`,
    remedy: `${passRemedy(data)}${LOGIN.get(data.preset ?? '') ?? `log it in; its output: ${datum(data, 'log')}`}; ${AGAIN}`,
  })),
  'agent-out-of-credit': found((data) => ({
    what: `${datum(data, 'agent')} is out of credit, or at the limit of its plan${words(data)}`,
    remedy: `wait until it is renewed, or name another agent; ${AGAIN}`,
  })),
  'agent-rate-limited': found((data) => ({
    what: `${datum(data, 'agent')} was asked to wait ${span(data.seconds * 1000)}${words(data)}`,
    remedy:
      'it rests so long, and its task goes on then or with another agent; fewer at once (`at_once`) are limited less',
  })),
} satisfies Partial<Catalogue<RunProblemCode>>;

const REASONS: ReadonlyMap<string, string> = new Map([
  ['failed', 'failed three times in a row'],
  ['not-startable', 'could not be started'],
  ['not-logged-in', 'is not logged in'],
  ['out-of-credit', 'is out of credit, or at the limit of its plan'],
]);

/** `claude is not logged in, codex failed three times in a row` */
export const whyNobody = ({ agents, reasons }: ProblemData['no-agent-left']): string =>
  Array.isArray(agents) // the page of all problems asks with names alone
    ? agents
        .map((agent, at) => `${escapeText(agent)} ${REASONS.get(reasons[at] ?? '') ?? 'gets no more tasks'}`)
        .join(', ')
    : `${String(agents)} failed three times in a row`;
