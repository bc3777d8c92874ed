import type { AgentId, TaskId } from '../../../core/model/ids.ts';
import type { PlannedTask } from '../../../core/model/plan.ts';
import type { Problem } from '../../../core/model/problem.ts';
import type { AgentSettings } from '../../../core/model/settings.ts';
import { InternalError } from '../../../core/model/unreachable.ts';
import type { PromptParts } from '../../../core/run/prompt-parts.ts';
import type { HeldClaim } from '../../claim/claimant.ts';
import type { AgentEnd, AgentOrder } from '../../ports/agents.ts';
import type { AgentExchange } from '../../ports/exchange.ts';
import type { Worktree } from '../../ports/worktrees.ts';
import { answerRequest } from '../claiming/widen-claim.ts';
import { commandText } from '../command-text.ts';
import { type RunContext, type TaskWork, taskOf } from '../run-context.ts';

const LOG_BYTES = 8 * 1024 * 1024;

/** Runs the agent's command on a prepared worktree, answering its requests, until nothing of it is alive. */
export async function startAgent(how: {
  readonly context: RunContext;
  readonly id: TaskId;
  readonly agent: AgentId;
  readonly again?: Problem;
  readonly worktree: Worktree;
  readonly work: TaskWork;
}): Promise<{ readonly end: AgentEnd; readonly exchange: AgentExchange }> {
  const { context, worktree, work } = how;
  const task = taskOf(context, how.id);
  const settings = context.agentSettings.get(how.agent);
  const command = task.command ?? settings?.command;
  if (settings === undefined || command === undefined)
    throw new InternalError(`agent ${how.agent} has no command`);
  const exchange = context.exchange.open(worktree.exchange);
  const program = spellingFor(settings, context);
  const fromTeam = settings.prompt === undefined ? {} : { fromTeam: settings.prompt };
  const text = context.writePrompt({ ...promptOf(how, task), program, ...fromTeam });
  await exchange.writePrompt(text);
  work.exchange = exchange;
  work.log = `${context.logs}/${task.id}-${work.tries}.log`;
  const running = context.agents.start({
    command,
    ...(task.command === undefined ? await waysOf(context, settings, work) : {}),
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
    logFile: work.log,
    logBytes: LOG_BYTES,
    timeoutMs: timeoutMinutes(context, task, how.agent) * 60_000,
  });
  work.running = running;
  if (work.stopped) running.stop('ask'); // it was stopped while it was being prepared
  const serving = exchange.serve((request) => answerRequest(context, task.id, request));
  const end = await running.ended;
  await serving.stop();
  delete work.running;
  delete work.exchange;
  return { end, exchange };
}

/**
 * What belongs to the agent's own command line: a task's own stands in its place. Files of the repository that say what
 * an agent may do are named only as the user's commit has them: what another agent wrote into one allows nothing.
 */
async function waysOf(
  { publishing, plan }: RunContext,
  { model, ifThere = [], preset }: AgentSettings,
  { basedOn }: TaskWork,
): Promise<Pick<AgentOrder, 'model' | 'ifThere' | 'preset'>> {
  const changed =
    ifThere.length === 0 || basedOn === undefined || basedOn === plan.head
      ? []
      : await publishing.changedPaths(plan.head, basedOn);
  return {
    ...(model === undefined ? {} : { model }),
    ifThere: ifThere.filter(({ file }) => !changed.some((path) => path === file)),
    ...(preset === undefined ? {} : { preset }),
  };
}

/** Prompt and rules say the same: an agent that is allowed one spelling is told that one. */
const spellingFor = ({ calls }: AgentSettings, { programPath }: RunContext): string =>
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

function promptOf(
  how: Parameters<typeof startAgent>[0],
  task: PlannedTask,
): Omit<PromptParts, 'program' | 'fromTeam'> {
  const { context, work, worktree, again } = how;
  const { verify } = context.settings;
  return {
    task,
    paths: context.claims.of(task.id)?.held.record.paths ?? [],
    handoffs: task.dependsOn.flatMap(({ on }) => {
      const handoff = context.board.handoffs.get(on);
      return handoff === undefined ? [] : [{ task: on, title: taskOf(context, on).title, handoff }];
    }),
    ...(again === undefined ? {} : { again }),
    ...(work.met === undefined ? {} : { met: work.met }),
    ...(verify === undefined ? {} : { verify: commandText(verify) }),
    exchange: worktree.exchange,
    outputFile: context.exchange.open(worktree.exchange).outputFile,
  };
}

/** The task's own limit, else its agent's. */
export const timeoutMinutes = (context: RunContext, task: PlannedTask, agent: AgentId): number =>
  task.timeout ?? context.agentSettings.get(agent)?.timeoutMinutes ?? 30;
