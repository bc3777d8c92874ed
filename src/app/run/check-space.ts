import { type Problem, problemOf } from '../../core/model/problem.ts';
import { judgeSpace } from '../../core/run/judge-space.ts';
import type { MadePlan } from '../plan/make-plan.ts';

/** What is known of the disk; `undefined` where nobody says. */
export interface SpaceMeter {
  /** About how much one checkout takes. */
  checkoutBytes(): Promise<number | undefined>;
  /** Of the disk that a folder is on, or will be. */
  freeBytes(folder: string): Promise<number | undefined>;
}

/** Whether the disk of the agents' folders has room for them. The problem: `too-little-space`. */
export async function checkSpace(
  meter: SpaceMeter,
  wish: {
    readonly made: Pick<MadePlan, 'settings' | 'plan'>;
    readonly jobs?: number;
    readonly folder: string;
  },
): Promise<Problem | undefined> {
  const { settings, plan } = wish.made;
  const [each, free] = await Promise.all([meter.checkoutBytes(), meter.freeBytes(wish.folder)]);
  if (each === undefined || free === undefined) return undefined;
  // one for each agent at work, and one for tests
  const agents = Math.min(wish.jobs ?? settings.limits.agents, plan.tasks.length);
  const folders = agents + (settings.verify === undefined ? 0 : 1);
  const tight = judgeSpace({ each, free, folders });
  return tight && problemOf('too-little-space', { path: wish.folder, ...tight });
}
