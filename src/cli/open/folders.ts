import { statfs } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { MadePlan } from '../../app/make-plan.ts';
import { type Problem, problemOf } from '../../core/model/problem.ts';
import { judgeSpace } from '../../core/run/judge-space.ts';
import { findAnnex } from '../../git/clone/find-annex.ts';
import { measureCheckout } from '../../git/clone/measure-checkout.ts';
import { findsProcesses } from '../../process/process-group.ts';
import type { OpenedTable } from './workspace.ts';

// What stands against making folders for agents, asked before anything starts.

export { findAnnex, findsProcesses };

/** Whether the disk of the folders has room for them. The problem: `too-little-space`. */
export async function checkSpace(
  wish: {
    readonly table: Pick<OpenedTable, 'clone'>;
    readonly made: Pick<MadePlan, 'settings' | 'plan'>;
    readonly jobs?: number;
  },
  folder: string,
): Promise<Problem | undefined> {
  const { settings, plan } = wish.made;
  const [each, free] = await Promise.all([measureCheckout(wish.table.clone), freeBytes(folder)]);
  if (each === undefined || free === undefined) return undefined;
  // one for each agent at work, and one for tests
  const agents = Math.min(wish.jobs ?? settings.limits.agents, plan.tasks.length);
  const folders = agents + (settings.verify === undefined ? 0 : 1);
  const tight = judgeSpace({ each, free, folders });
  return tight && problemOf('too-little-space', { path: folder, ...tight });
}

/** Of the disk that a folder is on, or will be; `undefined` where the system does not say. */
async function freeBytes(folder: string): Promise<number | undefined> {
  const seen = await statfs(folder).catch(() => undefined);
  if (seen !== undefined) return seen.bavail * seen.bsize;
  return dirname(folder) === folder ? undefined : freeBytes(dirname(folder));
}
