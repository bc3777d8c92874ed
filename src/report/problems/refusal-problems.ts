import { PRESETS, presetNamed } from '../../core/agents/presets.ts';
import type { RunProblemCode } from '../../core/model/problem.ts';
import type { ProblemData } from '../../core/model/problem-data.ts';
import { escapeText } from '../escape.ts';
import { span } from '../times.ts';
import type { Catalogue } from './entry.ts';
import { found } from './entry.ts';
import { passRemedy, unseenNote } from './unseen-variables.ts';
import { datum } from './wording.ts';

/** How a person logs an agent in. */
function loginOf(data: ProblemData['agent-not-logged-in']): string {
  const preset = presetNamed(data.preset);
  return preset === undefined ? `log it in; its output: ${datum(data, 'log')}` : PRESETS[preset].login;
}

const AGAIN = 'then run again: what is done stays done';

/** ` (its own words)` or nothing. */
const words = ({ said }: { readonly said: string }): string =>
  said === '' ? '' : ` (${escapeText(said, 200)})`;

/** Words for an agent whose vendor does not let it work. */
export const refusalProblems = {
  'agent-not-logged-in': found((data) => ({
    what: `${datum(data, 'agent')} is not logged in${words(data)}${unseenNote(data)}`,
    remedy: `${passRemedy(data)}${loginOf(data)}; ${AGAIN}`,
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
