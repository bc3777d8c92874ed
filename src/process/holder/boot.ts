import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';

let known: string | undefined;

/**
 * Names this boot of this machine. Empty where the system does not say (Windows and others): what depends on it then
 * knows nothing, which is safe.
 */
export function bootId(): string {
  known ??= readBootId();
  return known;
}

// Without an id of the system, times of two processes are never compared.
const ownProcess = `process-${randomUUID()}`;

/** As `bootId`, but never empty: where the system does not say, it names this process alone. */
export const monotonicEpoch = (): string => bootId() || ownProcess;

function readBootId(): string {
  try {
    if (process.platform === 'linux') return readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
    if (process.platform === 'darwin') return askSysctl();
  } catch {
    // a sandbox may hide it: unknown
  }
  return '';
}

/** Loaded where it is called: hooks wait for every module of node's that is not. */
const askSysctl = (): string =>
  process
    .getBuiltinModule('node:child_process')
    .execFileSync('/usr/sbin/sysctl', ['-n', 'kern.bootsessionuuid'], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    })
    .trim();
