import type { AgentId, Oid, TaskId } from '../../../core/model/ids.ts';
import type { PlannedTask } from '../../../core/model/plan.ts';
import type { Problem } from '../../../core/model/problem.ts';
import type { AgentSettings } from '../../../core/model/settings.ts';
import { InternalError } from '../../../core/model/unreachable.ts';
import type { HeldClaim } from '../../claim/claimant.ts';
import type { AgentEnd, AgentOrder } from '../../ports/agents.ts';
import type { AgentExchange } from '../../ports/exchange.ts';
import type { Worktree } from '../../ports/worktrees.ts';
import type { With } from '../run-context.ts';
import { taskOf } from '../run-ground.ts';
import { logOf } from './judge-refusal.ts';
import { promptParts } from './prompt-parts.ts';

const LOG_BYTES = 8 * 1024 * 1024;

/** What starting an agent takes. */
export type Starts = With<
  | 'agents'
  | 'agentSettings'
  | 'atWork'
  | 'claimant'
  | 'claims'
  | 'exchange'
  | 'growth'
  | 'handoffs'
  | 'known'
  | 'logs'
  | 'plan'
  | 'programPath'
  | 'publishing'
  | 'result'
  | 'settings'
  | 'tries'
  | 'widening'
  | 'writePrompt'
>;

/** Runs the agent's command on a prepared worktree, answering its requests, until nothing of it is alive. */
export async function startAgent(how: {
  readonly context: Starts;
  readonly id: TaskId;
  readonly agent: AgentId;
  readonly again?: Problem;
  readonly worktree: Worktree;
  /** The result that it works on. */
  readonly basedOn: Oid;
}): Promise<{ readonly end: AgentEnd; readonly exchange: AgentExchange }> {
  const { context, worktree, basedOn } = how;
  const { agents, atWork } = context;
  const task = taskOf(context, how.id);
  const settings = context.agentSettings.get(how.agent);
  const command = task.command ?? settings?.command;
  if (settings === undefined || command === undefined)
    throw new InternalError(`agent ${how.agent} has no command`);
  const exchange = context.exchange.open(worktree.exchange);
  const program = spellingFor(settings, context);
  const fromTeam = settings.prompt === undefined ? {} : { fromTeam: settings.prompt };
  const parts = promptParts(context, { task, again: how.again, exchange });
  const text = context.writePrompt({ ...parts, exchange: worktree.exchange, program, ...fromTeam });
  await exchange.writePrompt(text);
  atWork.opened(task.id, exchange);
  const running = agents.start({
    command,
    ...(task.command === undefined ? await waysOf(context, settings, basedOn) : {}),
    cwd: worktree.path,
    passes: settings.passes,
    env: environmentOf({
      task,
      settings,
      held: context.claims.of(task.id)?.held,
      worktree,
      exchange,
      program,
    }),
    prompt: { file: exchange.promptFile, text },
    program,
    promptOnStdin: settings.stdin === 'prompt',
    logFile: logOf(context, task.id),
    logBytes: LOG_BYTES,
    timeoutMs: timeoutMinutes(context, task, how.agent) * 60_000,
  });
  atWork.started(task.id, running);
  const serving = exchange.serve((request) => context.widening.answer(task.id, request));
  const end = await running.ended;
  await serving.stop();
  atWork.ended(task.id);
  return { end, exchange };
}

/**
 * What belongs to the agent's own command line: a task's own stands in its place. Files of the repository that say what
 * an agent may do are named only as the user's commit has them: what another agent wrote into one allows nothing.
 */
async function waysOf(
  { publishing, plan }: With<'plan' | 'publishing'>,
  { model, ifThere = [], preset }: AgentSettings,
  basedOn: Oid,
): Promise<Pick<AgentOrder, 'model' | 'ifThere' | 'preset'>> {
  const changed =
    ifThere.length === 0 || basedOn === plan.head ? [] : await publishing.changedPaths(plan.head, basedOn);
  return {
    ...(model === undefined ? {} : { model }),
    ifThere: ifThere.filter(({ file }) => !changed.some((path) => path === file)),
    ...(preset === undefined ? {} : { preset }),
  };
}

/** Prompt and rules say the same: an agent that is allowed one spelling is told that one. */
export const spellingFor = ({ calls }: AgentSettings, { programPath }: With<'programPath'>): string =>
  calls === 'by-path' && programPath !== undefined ? programPath : 'agentic-plan';

function environmentOf(from: {
  readonly task: PlannedTask;
  readonly settings: AgentSettings;
  readonly held: HeldClaim | undefined;
  readonly worktree: Worktree;
  readonly exchange: AgentExchange;
  readonly program: string;
}): Readonly<Record<string, string>> {
  const { held } = from;
  return {
    ...from.settings.env,
    AGENTIC_TASK: from.task.id,
    AGENTIC_PROMPT: from.exchange.promptFile,
    AGENTIC_CLAIM: held?.claim ?? '',
    AGENTIC_PATHS: JSON.stringify(held?.record.paths ?? []),
    AGENTIC_DIR: from.worktree.exchange,
    AGENTIC_OUTPUT: from.exchange.outputFile,
    // what our own answers call us, so that an agent can repeat what they propose
    AGENTIC_PROGRAM: from.program,
  };
}

/** The task's own limit, else its agent's. */
export const timeoutMinutes = (context: With<'agentSettings'>, task: PlannedTask, agent: AgentId): number =>
  task.timeout ?? context.agentSettings.get(agent)?.timeoutMinutes ?? 30;
