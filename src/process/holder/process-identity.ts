import { readFile, readlink } from 'node:fs/promises';
import { bootId } from './boot.ts';
import { hostId, hostName } from './host-id.ts';
import { runPs } from './run-ps.ts';

/** Which process this is, in words that stay true after it has ended. An empty part is one that the system hides. */
export interface ProcessIdentity {
  readonly host: string;
  /** For people: `ana-mbp`. */
  readonly name: string;
  readonly boot: string;
  /** Pid namespace: the same pid means another process in another container. */
  readonly namespace: string;
  readonly pid: number;
  /** In the system's own unit; tells a process from a later one with the same pid. */
  readonly started: string;
}

let own: Promise<ProcessIdentity> | undefined;

/** The process that asks. */
export function thisProcess(): Promise<ProcessIdentity> {
  own ??= identify(process.pid);
  return own;
}

/** A running process of this machine. */
export async function identify(pid: number): Promise<ProcessIdentity> {
  const [host, namespace, sight] = await Promise.all([hostId(), pidNamespace(), lookAt(pid)]);
  const started = sight.kind === 'running' ? sight.started : '';
  return { host, name: hostName(), boot: bootId(), namespace, pid, started };
}

/**
 * Whether that very process still runs. `dead` only if boot, namespace and pid can all be compared and it is gone;
 * everything that cannot be compared is `unknown`. The name of the host is not asked: the boot id is sharper.
 */
export async function isSameProcessAlive(
  identity: Pick<ProcessIdentity, 'boot' | 'namespace' | 'pid' | 'started'>,
): Promise<'alive' | 'dead' | 'unknown'> {
  const { boot, namespace, pid, started } = identity;
  if (boot === '' || namespace === '' || started === '' || !Number.isSafeInteger(pid) || pid <= 0)
    return 'unknown';
  if (boot !== bootId() || namespace !== (await pidNamespace())) return 'unknown';
  const sight = await lookAt(pid);
  if (sight.kind === 'hidden') return 'unknown';
  return sight.kind === 'running' && sight.started === started ? 'alive' : 'dead';
}

type ProcessSight =
  | { readonly kind: 'running'; readonly started: string }
  | { readonly kind: 'gone' }
  | { readonly kind: 'hidden' };

async function lookAt(pid: number): Promise<ProcessSight> {
  if (!doesProcessExist(pid)) return { kind: 'gone' };
  try {
    if (process.platform === 'linux') return parseStat(await readFile(`/proc/${pid}/stat`, 'latin1'));
    if (process.platform === 'darwin') return await askPs(pid);
  } catch {
    // it ended just now, or `hidepid` hides the processes of others
    if (!doesProcessExist(pid)) return { kind: 'gone' };
  }
  return { kind: 'hidden' };
}

/** Signal 0 asks only; a process of another user answers "not permitted", and so exists. */
export function doesProcessExist(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return !(error instanceof Error && 'code' in error && error.code === 'ESRCH');
  }
}

// Sample: `4711 (name (with) spaces) S 1 4711 4711 0 -1 4194560 … 22nd field: 1234567 …`; the name may hold anything.

/** The start time (clock ticks since boot) from `/proc/<pid>/stat`; a zombie has ended. */
export function parseStat(text: string): ProcessSight {
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
  const [state] = fields;
  const started = fields[19]; // the 22nd, counted from the third
  if (state === 'Z' || state === 'X') return { kind: 'gone' };
  return started === undefined ? { kind: 'hidden' } : { kind: 'running', started };
}

async function askPs(pid: number): Promise<ProcessSight> {
  const started = (await runPs(['-o', 'lstart=', '-p', String(pid)])).trim();
  return started === '' ? { kind: 'hidden' } : { kind: 'running', started };
}

async function pidNamespace(): Promise<string> {
  if (process.platform === 'darwin') return 'darwin'; // it has no pid namespaces
  return process.platform === 'linux' ? readlink('/proc/self/ns/pid').catch(() => '') : '';
}
