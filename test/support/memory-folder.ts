import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const PLACE = '/dev/shm';
const ROOM_BYTES = 4 * 1024 ** 3;

/** A folder in memory where there is room for all that tests make, and scripts start; else none. */
export function memoryFolder(): string | undefined {
  try {
    const { bavail, bsize } = statfsSync(PLACE);
    return bavail * bsize >= ROOM_BYTES && startsScripts() ? PLACE : undefined;
  } catch {
    return undefined; // no Linux, or nothing for us
  }
}

/** Many systems mount it without that. */
function startsScripts(): boolean {
  const folder = mkdtempSync(join(PLACE, 'agentic-plan-tried-'));
  try {
    const script = join(folder, 'script');
    writeFileSync(script, '#!/bin/sh\n', { mode: 0o755 });
    return spawnSync(script).status === 0;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
