import { findRefusal } from '../../../core/agents/find-refusal.ts';
import type { Refusal } from '../../../core/agents/refusal.ts';
import type { AgentId, TaskId } from '../../../core/model/ids.ts';
import { problemOf } from '../../../core/model/problem.ts';
import { unreachable } from '../../../core/model/unreachable.ts';
import type { WorkEnd } from '../../../core/run/run-event.ts';
import type { AgentEnd } from '../../ports/agents.ts';
import type { With } from '../run-context.ts';
import { taskOf } from '../run-ground.ts';

/** An agent that has worked on a task. */
export interface Ended {
  readonly context: With<'accept' | 'agentSettings' | 'claims' | 'logs' | 'plan' | 'tries'>;
  readonly id: TaskId;
  readonly agent: AgentId;
}

/** The log of a task's newest try. */
export const logOf = ({ logs, tries }: With<'logs' | 'tries'>, id: TaskId): string =>
  `${logs}/${id}-${tries.count(id)}.log`;

/** Where a vendor says that something is too often, and not how long to wait. */
const USUAL_REST_MS = 60_000;

type Refused = Extract<WorkEnd, { kind: 'refused' }>;

/** Whether an agent ended because its vendor did not let it work. */
export function refusedWork(
  ended: Ended,
  seen: { readonly end: AgentEnd; readonly code: number; readonly madeSomething: boolean },
): Refused | undefined {
  const { context, id, agent } = ended;
  const { end, code, madeSomething } = seen;
  const own = taskOf(context, id).command;
  const settings = context.agentSettings.get(agent);
  const command = own ?? settings?.command;
  const refusal = findRefusal({
    preset: own === undefined ? settings?.preset : undefined,
    program: command !== undefined && 'argv' in command ? command.argv[0] : undefined,
    code,
    report: end.report,
    lines: end.lastLines,
    madeSomething,
  });
  return refusal && asWork(ended, { ...refusal, end });
}

/** An agent that asked its vendor again and again until its time was over; a limit that passes is no reason to stop it. */
export function refusedForGood(ended: Ended, end: AgentEnd): Refused | undefined {
  if (end.report.error === undefined) return undefined;
  const refused = refusedWork(ended, { end, code: 1, madeSomething: false });
  return refused?.restMs === undefined ? refused : undefined;
}

function asWork(
  { context, id, agent }: Ended,
  { kind, said, waitMs = USUAL_REST_MS, end }: Refusal & { readonly end: AgentEnd },
): Refused {
  const preset = context.agentSettings.get(agent)?.preset;
  const log = logOf(context, id);
  const data = { task: id, agent, said, log, ...(preset === undefined ? {} : { preset }) };
  switch (kind) {
    case 'not-logged-in':
      return {
        kind: 'refused',
        why: kind,
        problem: problemOf('agent-not-logged-in', { ...data, ...unseenBy(end) }),
      };
    case 'out-of-credit':
      return { kind: 'refused', why: kind, problem: problemOf('agent-out-of-credit', data) };
    case 'rate-limited': {
      const seconds = Math.ceil(waitMs / 1000);
      const problem = problemOf('agent-rate-limited', { ...data, seconds });
      return { kind: 'refused', why: kind, problem, restMs: waitMs };
    }
    default:
      return unreachable(kind);
  }
}

/** With nothing to say it says nothing: data are kept with the run. */
export const unseenBy = ({ unseen }: AgentEnd): { readonly unseen?: readonly string[] } =>
  unseen.length === 0 ? {} : { unseen };
