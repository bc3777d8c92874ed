import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const PLACE = '/dev/shm';
const ROOM_BYTES = 4 * 1024 ** 3;

/** A folder in memory that goes with this process, where there is room for all that tests make, and scripts start; else none. */
export function makeMemoryFolder(): string | undefined {
  try {
    const { bavail, bsize } = statfsSync(PLACE);
    if (bavail * bsize < ROOM_BYTES) return undefined;
    const folder = mkdtempSync(join(PLACE, 'agentic-plan-'));
    process.once('exit', () => rmSync(folder, { recursive: true, force: true, maxRetries: 3 }));
    return startsScripts(folder) ? folder : undefined;
  } catch {
    return undefined; // no Linux, or not for us
  }
}

/** Many systems mount it without that. */
function startsScripts(folder: string): boolean {
  const script = join(folder, 'script');
  writeFileSync(script, '#!/bin/sh\n', { mode: 0o755 });
  return spawnSync(script).status === 0;
}
