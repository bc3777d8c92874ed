import type { ChildProcess } from 'node:child_process';
import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

// A command of the team is the leader of its own process group, so that whatever it started ends with it. Processes
// that left the group (setsid, double fork) still carry its mark in their environment, where the system shows it.

// A killed process is gone at once, unless the system itself holds it; somebody who forks faster than this has won.
const MOST_LOOKS = 100;

/** Sends a signal to the whole group; false where nothing is left of it. */
function signalGroup(leader: number, signal: NodeJS.Signals | 0): boolean {
  try {
    process.kill(process.platform === 'win32' ? leader : -leader, signal);
    return true;
  } catch (error) {
    // EPERM: something is there that is no longer ours to signal (macOS says so for zombies, too).
    return signal !== 0 && isCode(error, 'EPERM');
  }
}

/**
 * Ends the group, everything that carries the mark (`NAME=value`), and what works in the folder without a terminal (it
 * may have left the group and cleared its environment): asked first, then killed after the grace.
 */
export async function endGroup(ending: {
  readonly leader: number;
  readonly mark?: string | undefined;
  /** A folder of ours that nobody else has to do with. */
  readonly folder?: string | undefined;
  readonly graceMs: number;
}): Promise<void> {
  const { leader } = ending;
  const marked = strayProcesses(ending);
  const left = (): boolean => signalGroup(leader, 0) || marked.some(isThere);
  if (!left()) return;
  if (ending.graceMs > 0) {
    signalGroup(leader, 'SIGTERM');
    for (const pid of marked) signalOne(pid, 'SIGTERM');
    for (let waited = 0; left() && waited < ending.graceMs; waited += 20) await sleep(20);
  }
  signalGroup(leader, 'SIGKILL');
  // Asked again: a process may have been forked since.
  for (const pid of strayProcesses(ending)) signalOne(pid, 'SIGKILL');
}

const strayProcesses = (from: {
  readonly mark?: string | undefined;
  readonly folder?: string | undefined;
}): readonly number[] => [
  ...(from.mark === undefined ? [] : markedProcesses(from.mark)),
  ...(from.folder === undefined ? [] : processesIn(from.folder)),
];

/**
 * Ends what carries the mark or works in the folder, without asking: what a run that was killed has left running. Settles
 * when it is gone.
 */
export async function endMarked(mark: string, folder?: string): Promise<void> {
  for (let tries = 0; tries < MOST_LOOKS; tries++) {
    const left = strayProcesses({ mark, folder });
    if (left.length === 0) return;
    for (const pid of left) signalOne(pid, 'SIGKILL');
    await sleep(20);
  }
}

/**
 * Ends a command that runs in our own process group, and everything that carries its mark: asked first, whatever
 * appears later too, then killed after the grace. Where the system shows no marks, the command alone.
 */
export async function endCommand(ending: {
  readonly command: ChildProcess;
  readonly mark: string;
  readonly graceMs: number;
}): Promise<void> {
  const { command, mark, graceMs } = ending;
  const until = performance.now() + graceMs;
  const asked = new Set<number>();
  const runs = (): boolean => command.exitCode === null && command.signalCode === null;
  command.kill('SIGTERM');
  if (command.pid !== undefined) asked.add(command.pid);
  for (;;) {
    const marked = markedProcesses(mark);
    if (marked.length === 0 && !runs()) return;
    if (performance.now() >= until) break;
    for (const pid of marked.filter((one) => !asked.has(one))) signalOne(pid, 'SIGTERM');
    for (const pid of marked) asked.add(pid);
    await sleep(50);
  }
  if (runs()) command.kill('SIGKILL');
  await endMarked(mark);
}

/** What the environment of a wrapped command says of its wrapper, so that it is seen when the wrapper was killed. */
export const wrappedMark = (wrapper: { readonly pid: number; readonly started: string }): string =>
  `AGENTIC_WRAPPER=${wrapper.pid}-${wrapper.started}`;

/** Whether this system shows environment and working folder of a process of ours. */
export function findsProcesses(): boolean {
  try {
    readFileSync('/proc/self/environ');
    readlinkSync('/proc/self/cwd');
    return process.platform === 'linux';
  } catch {
    return false;
  }
}

/** Processes whose environment has exactly this entry; empty where the system does not show it. Never ourselves. */
export function markedProcesses(mark: string): readonly number[] {
  if (process.platform !== 'linux') return [];
  const wanted = Buffer.from(`\0${mark}\0`);
  return readNumbers('/proc').filter((pid) => {
    if (pid === process.pid) return false;
    try {
      const environ = readFileSync(`/proc/${pid}/environ`);
      return Buffer.concat([Buffer.from('\0'), environ, Buffer.from('\0')]).includes(wanted);
    } catch {
      return false; // gone, or somebody else's
    }
  });
}

/** Processes without a terminal whose working folder is this one or below it; one that somebody looks around in stays. */
function processesIn(folder: string): readonly number[] {
  if (process.platform !== 'linux') return [];
  return readNumbers('/proc').filter((pid) => {
    if (pid === process.pid) return false;
    try {
      const at = readlinkSync(`/proc/${pid}/cwd`).replace(/ \(deleted\)$/, '');
      return (at === folder || at.startsWith(`${folder}/`)) && !hasTerminal(pid);
    } catch {
      return false; // gone, or somebody else's
    }
  });
}

/** Of `/proc/<pid>/stat` the fifth field after the name is the terminal; 0: none. */
const hasTerminal = (pid: number): boolean =>
  /\) \S -?\d+ -?\d+ -?\d+ (-?\d+) /.exec(readFileSync(`/proc/${pid}/stat`, 'latin1'))?.[1] !== '0';

function readNumbers(folder: string): readonly number[] {
  try {
    return readdirSync(folder)
      .filter((name) => /^\d+$/.test(name))
      .map(Number);
  } catch {
    return [];
  }
}

function signalOne(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch {
    // gone in the meantime
  }
}

function isThere(pid: number): boolean {
  try {
    process.kill(pid, 0);
    // A killed process whose parent has not asked for its end is no longer doing anything.
    return !/\) [ZX] /.test(readFileSync(`/proc/${pid}/stat`, 'latin1'));
  } catch {
    return false;
  }
}

const isCode = (error: unknown, code: string): boolean =>
  error instanceof Error && 'code' in error && error.code === code;
