import type { Problem } from '../../../core/model/problem.ts';
import type { AgentCommand } from '../../../core/model/task.ts';
import { unreachable } from '../../../core/model/unreachable.ts';
import type { AgentEnding, RunningAgent } from '../../ports/agents.ts';
import type { Worktree } from '../../ports/worktrees.ts';
import type { RunContext } from '../run-context.ts';

const SETUP_LOG_BYTES = 1024 * 1024;
const SETUP_MINUTES = 30;

/** A worktree could not be set up. `isWorld`: the command could not even be started. */
export interface Unprepared {
  readonly problem: Problem;
  readonly isWorld: boolean;
}

/** Runs the team's `setup` in a fresh worktree; says where it fails. */
export async function prepareWorktree(
  context: RunContext,
  ask: {
    readonly worktree: Worktree;
    readonly label: string;
  },
): Promise<Unprepared | undefined> {
  const { setup } = context.settings;
  if (setup === undefined) return undefined;
  const ran = await runCommand(context, {
    command: setup,
    worktree: ask.worktree,
    label: ask.label,
    minutes: SETUP_MINUTES,
  });
  if (ran.passed) {
    await ask.worktree.begin();
    return undefined;
  }
  const { log, how, lines, isWorld } = ran;
  return { problem: { code: 'setup-failed', data: { log, how, lines } }, isWorld };
}

export interface Ran {
  readonly log: string;
  /** How it ended, in words. */
  readonly how: string;
  readonly lines: readonly string[];
  readonly passed: boolean;
  /** The world did not let it run. */
  readonly isWorld: boolean;
}

/** A command of the team that is no agent: `setup` or `verify`. */
export async function runCommand(
  context: RunContext,
  ask: {
    readonly command: AgentCommand;
    readonly worktree: Worktree;
    readonly label: string;
    readonly minutes: number;
  },
): Promise<Ran> {
  const log = `${context.logs}/${ask.label}.log`;
  const running: RunningAgent = context.agents.start({
    command: ask.command,
    cwd: ask.worktree.path,
    env: { AGENTIC_CLAIM: ask.worktree.claim },
    logFile: log,
    logBytes: SETUP_LOG_BYTES,
    timeoutMs: ask.minutes * 60_000,
  });
  const stop = (): void => running.stop('ask');
  const { signal } = context.board.interruption;
  if (signal.aborted) stop();
  signal.addEventListener('abort', stop, { once: true });
  const end = await running.ended;
  signal.removeEventListener('abort', stop);
  const passed = end.kind === 'exited' && end.code === 0;
  const isWorld = end.kind === 'not-started';
  return { log, how: howItEnded(end, ask.minutes), lines: end.lastLines, passed, isWorld };
}

function howItEnded(end: AgentEnding, minutes: number): string {
  switch (end.kind) {
    case 'exited':
      return `exit code ${end.code}`;
    case 'signalled':
      return `it was ended by ${end.signal}`;
    case 'timed-out':
      return `it was not done in ${minutes} min`;
    case 'stopped':
      return 'it was interrupted';
    case 'not-started':
      return `it could not be started: ${end.detail}`;
    default:
      return unreachable(end);
  }
}
