import type { Problem } from '../../../core/model/problem.ts';
import type { AgentCommand } from '../../../core/model/task.ts';
import { unreachable } from '../../../core/model/unreachable.ts';
import type { AgentEnding } from '../../ports/agents.ts';
import type { Worktree } from '../../ports/worktrees.ts';
import type { RunGround } from '../run-ground.ts';

const LOG_BYTES = 1024 * 1024;
const SETUP_MINUTES = 30;

/** Commands of the team that are no agents: `setup`, `verify`, and what makes files again. */
export interface TeamCommands {
  /** Runs the team's `setup` in a fresh worktree; says where it fails. */
  setUp(worktree: Worktree, label: string): Promise<Unprepared | undefined>;
  run(ask: CommandToRun): Promise<Ran>;
}

export interface CommandToRun {
  readonly command: AgentCommand;
  readonly worktree: Worktree;
  readonly label: string;
  readonly minutes: number;
}

/** A worktree could not be set up. `isWorld`: the command could not even be started. */
export interface Unprepared {
  readonly problem: Problem;
  readonly isWorld: boolean;
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

/** They end with the run's interruption. */
export function teamCommands(
  { settings, agents, logs }: Pick<RunGround, 'settings' | 'agents' | 'logs'>,
  interrupted: AbortSignal,
): TeamCommands {
  const run: TeamCommands['run'] = async ({ command, worktree, label, minutes }) => {
    const log = `${logs}/${label}.log`;
    const running = agents.start({
      command,
      cwd: worktree.path,
      env: { AGENTIC_CLAIM: worktree.claim },
      logFile: log,
      logBytes: LOG_BYTES,
      timeoutMs: minutes * 60_000,
    });
    const stop = (): void => running.stop('ask');
    if (interrupted.aborted) stop();
    interrupted.addEventListener('abort', stop, { once: true });
    const end = await running.ended;
    interrupted.removeEventListener('abort', stop);
    const passed = end.kind === 'exited' && end.code === 0;
    const isWorld = end.kind === 'not-started';
    return { log, how: howItEnded(end, minutes), lines: end.lastLines, passed, isWorld };
  };
  return {
    run,
    async setUp(worktree, label) {
      const { setup } = settings;
      if (setup === undefined) return undefined;
      const ran = await run({ command: setup, worktree, label, minutes: SETUP_MINUTES });
      if (ran.passed) {
        await worktree.begin();
        return undefined;
      }
      const { log, how, lines, isWorld } = ran;
      return { problem: { code: 'setup-failed', data: { log, how, lines } }, isWorld };
    },
  };
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
