import { statfs } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { SpaceMeter } from '../../app/run/check-space.ts';
import { findAnnex } from '../../git/clone/find-annex.ts';
import { measureCheckout } from '../../git/clone/measure-checkout.ts';
import { findsProcesses } from '../../process/start/process-group.ts';
import type { OpenedTable } from './opened.ts';

// What stands against making folders for agents, asked before anything starts.

export { findAnnex, findsProcesses };

export const spaceMeter = ({ clone }: Pick<OpenedTable, 'clone'>): SpaceMeter => ({
  checkoutBytes: () => measureCheckout(clone),
  freeBytes,
});

async function freeBytes(folder: string): Promise<number | undefined> {
  const seen = await statfs(folder).catch(() => undefined);
  if (seen !== undefined) return seen.bavail * seen.bsize;
  return dirname(folder) === folder ? undefined : freeBytes(dirname(folder));
}
