import { type Cost, costOf } from '../../core/agents/cost.ts';
import { findRefusal } from '../../core/agents/find-refusal.ts';
import { refusalProblem } from '../../core/agents/refusal-problem.ts';
import { type Problem, problemOf } from '../../core/model/problem.ts';
import { unreachable } from '../../core/model/unreachable.ts';
import type { Planner } from '../../core/plan/goal/choose-planner.ts';
import type { GoalPlaces } from '../../core/plan/goal/goal-brief.ts';
import type { AgentEnd } from '../ports/agents.ts';
import type { Worktree } from '../ports/worktrees.ts';
import type { PlannerRoom } from './planner-room.ts';

const LOG_BYTES = 8 * 1024 * 1024;
/** In the folder of the exchange, which is never part of anybody's work. */
export const ANSWER_FILE = 'tasks.yaml';

export interface Question {
  readonly worktree: Worktree;
  readonly writePrompt: (places: GoalPlaces) => string;
  readonly logFile: string;
}

/** What came of one question. */
export interface PlannerEnd {
  readonly answer: PlannerAnswer;
  readonly ms: number;
  readonly cost: Cost;
}

export type PlannerAnswer =
  | { readonly kind: 'answered'; readonly bytes: Uint8Array }
  /** It may be told what is wrong, and asked again. */
  | { readonly kind: 'unusable'; readonly problems: readonly Problem[] }
  | { readonly kind: 'failed'; readonly problem: Problem };

/** Starts the agent in the folder, as `run` does, waits until nothing of it is alive, and takes one file of what it left. */
export async function askPlanner(room: PlannerRoom, question: Question): Promise<PlannerEnd> {
  const { planner, agents, interrupted } = room;
  const { worktree, logFile } = question;
  const exchange = room.exchange.open(worktree.exchange);
  const places = {
    answerFile: `${worktree.exchange}/${ANSWER_FILE}`,
    outputFile: exchange.outputFile,
  };
  await room.removeAnswer(places.answerFile);
  const text = question.writePrompt(places);
  await exchange.writePrompt(text);
  const { command, model, preset, ifThere = [], passes, stdin, timeoutMinutes } = planner;
  const running = agents.start({
    command,
    cwd: worktree.path,
    passes,
    env: environmentOf({ planner, worktree, places, promptFile: exchange.promptFile }),
    prompt: { file: exchange.promptFile, text },
    program: 'agentic-plan',
    promptOnStdin: stdin === 'prompt',
    ifThere,
    ...(model === undefined ? {} : { model }),
    ...(preset === undefined ? {} : { preset }),
    logFile,
    logBytes: LOG_BYTES,
    timeoutMs: timeoutMinutes * 60_000,
  });
  const stop = (): void => running.stop('ask');
  interrupted.addEventListener('abort', stop, { once: true });
  if (interrupted.aborted) stop();
  // An agent that asks for a path all the same gets an answer at once.
  const serving = exchange.serve(async () => NO_CLAIMS);
  const end = await running.ended;
  await serving.stop();
  interrupted.removeEventListener('abort', stop);
  const output = await exchange.readOutput();
  const answer = await takeAnswer(room, { end, logFile, file: places.answerFile });
  return { answer, ms: end.ms, cost: costOf(output, end.report) };
}

const NO_CLAIMS = {
  version: 1,
  outcome: 'failed',
  paths: [],
  held: [],
  detail: 'whoever plans claims nothing: write the task file, and change nothing else',
} as const;

const environmentOf = (from: {
  readonly planner: Planner;
  readonly worktree: Worktree;
  readonly places: GoalPlaces;
  readonly promptFile: string;
}): Readonly<Record<string, string>> => ({
  ...from.planner.env,
  AGENTIC_TASK: 'goal',
  AGENTIC_PROMPT: from.promptFile,
  AGENTIC_CLAIM: from.worktree.claim,
  AGENTIC_PATHS: '[]',
  AGENTIC_DIR: from.worktree.exchange,
  AGENTIC_OUTPUT: from.places.outputFile,
  AGENTIC_ANSWER: from.places.answerFile,
  AGENTIC_PROGRAM: 'agentic-plan',
});

interface Ended {
  readonly end: AgentEnd;
  readonly logFile: string;
  readonly file: string;
}

/** Exit code 0 is an answer, or could be one; what an agent wrote that failed is not even read. */
async function takeAnswer(room: PlannerRoom, ended: Ended): Promise<PlannerAnswer> {
  const { end, logFile: log, file } = ended;
  const failure = whyFailed(room.planner, ended);
  if (failure !== undefined) return { kind: 'failed', problem: failure };
  const read = await room.readAnswer(file);
  if (read?.ok) return { kind: 'answered', bytes: read.value };
  if (read !== undefined) return { kind: 'unusable', problems: read.problems };
  const refused = refusalOf(room.planner, ended, 0);
  if (refused !== undefined) return { kind: 'failed', problem: refused };
  const data = { agent: room.planner.id, file, log, lines: end.lastLines };
  return { kind: 'unusable', problems: [problemOf('proposal-missing', data)] };
}

function whyFailed(planner: Planner, ended: Ended): Problem | undefined {
  const { end, logFile: log } = ended;
  const agent = planner.id;
  const unseen = end.unseen.length === 0 ? {} : { unseen: end.unseen };
  const said = { agent, log, lines: end.lastLines, ...unseen };
  switch (end.kind) {
    case 'exited':
      if (end.code === 0) return undefined;
      return refusalOf(planner, ended, end.code) ?? problemOf('planner-failed', { ...said, code: end.code });
    case 'signalled':
      return problemOf('planner-failed', { ...said, signal: end.signal });
    case 'timed-out': {
      const refused = end.report.error === undefined ? undefined : refusalOf(planner, ended, 1);
      const seconds = Math.round(planner.timeoutMinutes * 60);
      return refused ?? problemOf('planner-timed-out', { ...said, seconds });
    }
    case 'stopped':
      return problemOf('interrupted', {});
    case 'not-started':
      return problemOf('planner-not-started', { agent, detail: end.detail });
    default:
      return unreachable(end);
  }
}

/** Its vendor did not let it work. */
function refusalOf(planner: Planner, { end, logFile: log }: Ended, code: number): Problem | undefined {
  const { id: agent, preset, command } = planner;
  const refusal = findRefusal({
    preset,
    program: 'argv' in command ? command.argv[0] : undefined,
    code,
    report: end.report,
    lines: end.lastLines,
    madeSomething: false,
  });
  return refusal && refusalProblem(refusal, { task: 'goal', agent, preset, log, unseen: end.unseen });
}
