import { findRefusal } from '../../../core/agents/find-refusal.ts';
import type { Refusal } from '../../../core/agents/refusal.ts';
import { refusalProblem, restOf } from '../../../core/agents/refusal-problem.ts';
import type { AgentId, TaskId } from '../../../core/model/ids.ts';
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

function asWork({ context, id, agent }: Ended, refusal: Refusal & { readonly end: AgentEnd }): Refused {
  const { kind } = refusal;
  const preset = context.agentSettings.get(agent)?.preset;
  const { unseen } = refusal.end;
  const problem = refusalProblem(refusal, { task: id, agent, preset, log: logOf(context, id), unseen });
  return kind === 'rate-limited'
    ? { kind: 'refused', why: kind, problem, restMs: restOf(refusal) }
    : { kind: 'refused', why: kind, problem };
}

/** With nothing to say it says nothing: data are kept with the run. */
export const unseenBy = ({ unseen }: AgentEnd): { readonly unseen?: readonly string[] } =>
  unseen.length === 0 ? {} : { unseen };
