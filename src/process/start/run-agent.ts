import { type ChildProcess, spawn } from 'node:child_process';
import type { AgentEnd, AgentEnding, AgentOrder, Agents, RunningAgent } from '../../app/ports/agents.ts';
import { maskSecrets } from '../../core/agents/mask-secrets.ts';
import { secretValues } from '../../core/agents/secret-values.ts';
import { lastLines } from '../../core/run/last-lines.ts';
import { environmentFor } from './agent-environment.ts';
import { AgentLog } from './agent-log.ts';
import { sightOf, wordsOf } from './command-words.ts';
import { namedInLog } from './named-in-log.ts';
import { endGroup } from './process-group.ts';

export interface AgentLimits {
  /** Between asking a group to end and ending it. */
  readonly graceMs: number;
  /** For what is left of a group after its leader has ended by itself. */
  readonly leftoverMs: number;
}

const LIMITS: AgentLimits = { graceMs: 3_000, leftoverMs: 300 };

/** Where commands run, and how long they are waited for. */
export interface AgentSurroundings {
  readonly limits?: AgentLimits;
  /** Folder with our own program: the first on their PATH. */
  readonly programs?: string;
  /** Keys of git's configuration that are ways to credentials: they have no value there. */
  readonly emptied?: readonly string[];
  /** Secrets besides those that variables hold whose names say so. */
  readonly hidden?: readonly string[];
}

/** Runs the team's commands as child processes. */
export const localAgents = ({
  limits = LIMITS,
  programs,
  emptied = [],
  hidden = [],
}: AgentSurroundings = {}): Agents => ({
  start: (order) => startAgent(order, { limits, programs, emptied, hidden }),
});

interface Surroundings {
  readonly limits: AgentLimits;
  readonly programs: string | undefined;
  readonly emptied: readonly string[];
  readonly hidden: readonly string[];
}

function startAgent(order: AgentOrder, around: Surroundings): RunningAgent {
  const { limits } = around;
  const begun = performance.now();
  // Also what it does not get by its environment is within its reach, and may be printed.
  const secrets = [...secretValues({ ...process.env, ...order.env }), ...around.hidden];
  const mask = maskSecrets(secrets); // what escapes had torn apart is one text in lines for people
  const log = new AgentLog({ path: order.logFile, capBytes: order.logBytes, secrets }, order.preset);
  const { env, leftOut } = environmentFor(order, around);
  const ended = async (ending: AgentEnding): Promise<AgentEnd> => {
    const { printedBytes, ending: end, report } = await log.close();
    return {
      ...ending,
      ms: Math.round(performance.now() - begun),
      printedBytes,
      lastLines: lastLines(end).map(mask),
      report: report.error === undefined ? report : { ...report, error: mask(report.error) },
      unseen: order.passes === undefined ? [] : await namedInLog(order.logFile, leftOut),
    };
  };
  const failed = (detail: unknown): RunningAgent => ({
    pid: undefined,
    ended: ended(notStarted(detail)),
    stop: () => {},
  });
  // A missing folder is reported by spawn as a missing command.
  if (!isFolder(order.cwd)) return failed(new Error(`no folder ${order.cwd}`));
  let child: ChildProcess;
  try {
    child = spawnCommand(order, env);
  } catch (error) {
    return failed(error); // an argument with a NUL, or too many of them
  }
  child.stdout?.on('data', (chunk: Buffer) => log.print(chunk)).on('error', () => {});
  child.stderr?.on('data', (chunk: Buffer) => log.complain(chunk)).on('error', () => {});
  child.stdin?.on('error', () => {}); // it may not want to read
  child.stdin?.end(order.promptOnStdin ? (order.prompt?.text ?? '') : '');
  const group = watchGroup({ child, order, limits });
  return { pid: child.pid, ended: group.ended.then(ended), stop: group.stop };
}

function spawnCommand(order: AgentOrder, env: NodeJS.ProcessEnv): ChildProcess {
  const { command, cwd } = order;
  const options = {
    cwd,
    env,
    detached: process.platform !== 'win32', // its own group
    stdio: 'pipe' as const,
    windowsHide: true,
  };
  if ('shell' in command) return spawn(command.shell, { ...options, shell: true });
  const [file = '', ...args] = wordsOf(command.argv, order);
  return spawn(file, args, options);
}

/** Turns exit, time limit and stop into one end, after which nothing of the group is alive. */
function watchGroup(watched: {
  readonly child: ChildProcess;
  readonly order: AgentOrder;
  readonly limits: AgentLimits;
}): { readonly ended: Promise<AgentEnding>; stop(how: 'ask' | 'at-once'): void } {
  const { child, order, limits } = watched;
  const claim = order.env['AGENTIC_CLAIM'];
  const mark = claim === undefined ? undefined : `AGENTIC_CLAIM=${claim}`;
  let cause: 'timed-out' | 'stopped' | undefined;
  const endings: Promise<void>[] = [];
  const end = (graceMs: number): void => {
    if (child.pid !== undefined && child.exitCode === null && child.signalCode === null)
      endings.push(endGroup({ leader: child.pid, mark, folder: order.cwd, graceMs }));
  };
  const timer = setTimeout(
    () => {
      cause ??= 'timed-out';
      end(limits.graceMs);
    },
    Math.min(order.timeoutMs, 2 ** 31 - 1),
  );
  const ended = new Promise<AgentEnding>((resolve) => {
    child.once('error', (error) => {
      if (child.pid === undefined) resolve(notStarted(error));
    });
    child.once('exit', (code, signal) => {
      const ending: AgentEnding =
        cause !== undefined
          ? { kind: cause }
          : signal === null
            ? { kind: 'exited', code: code ?? 0 }
            : { kind: 'signalled', signal };
      void afterExit({ child, mark, folder: order.cwd, graceMs: limits.leftoverMs })
        // whoever ends what works in the folder has done so before somebody else works there
        .then(() => Promise.all(endings))
        .then(() => resolve(ending));
    });
  }).finally(() => clearTimeout(timer));
  return {
    ended,
    stop: (how) => {
      cause ??= 'stopped';
      end(how === 'ask' ? limits.graceMs : 0);
    },
  };
}

/** What outlived its leader is ended; then what it printed last is taken, unless an escaped process holds the pipe. */
async function afterExit(left: {
  readonly child: ChildProcess;
  readonly mark: string | undefined;
  readonly folder: string;
  readonly graceMs: number;
}): Promise<void> {
  const { child, mark, folder, graceMs } = left;
  if (child.pid !== undefined) await endGroup({ leader: child.pid, mark, folder, graceMs });
  await new Promise<void>((resolve) => {
    const timer = setTimeout(resolve, 500);
    const done = (): void => {
      if (!child.stdout?.closed || !child.stderr?.closed) return;
      clearTimeout(timer);
      resolve();
    };
    child.stdout?.once('close', done);
    child.stderr?.once('close', done);
    done();
  });
  child.stdout?.destroy();
  child.stderr?.destroy();
}

function notStarted(error: unknown): AgentEnding {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  const detail = error instanceof Error ? error.message : String(error);
  if (code === 'ENOENT') return { kind: 'not-started', why: 'missing', detail };
  if (code === 'EACCES' || code === 'ENOEXEC' || code === 'EISDIR')
    return { kind: 'not-started', why: 'not-executable', detail };
  return { kind: 'not-started', why: 'other', detail };
}

const isFolder = (path: string): boolean => sightOf(path)?.isDirectory() === true;
