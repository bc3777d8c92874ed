import { findRunsLike } from '../../app/opening/find-runs-like.ts';
import type { WaitingWish } from '../../app/perform/ending/publish-waiting.ts';
import { openRooms } from '../../app/perform/open-rooms.ts';
import type { MadePlan } from '../../app/plan/make-plan.ts';
import { planRef, resultRef } from '../../core/claim/refs.ts';
import type { CommandContext } from '../command.ts';
import type { OpenedTable } from './opened.ts';
import { placesOf } from './run.ts';
import { contextAt, openWorkplace } from './workplace.ts';

export interface OpenedPublishing {
  readonly wish: Pick<WaitingWish, 'context' | 'files'>;
  /** The runs of this branch that have tasks to do, as the table has them now. */
  readonly unfinished: () => Promise<readonly string[]>;
}

/** What publishing works with: all that a run has, for a plan of no tasks, which is opened nowhere. */
export async function openPublishing(ask: {
  readonly context: CommandContext;
  readonly table: OpenedTable;
  readonly made: MadePlan;
  readonly worktrees?: string;
}): Promise<OpenedPublishing> {
  const made = { ...ask.made, plan: { ...ask.made.plan, tasks: [] } };
  const { plan } = made;
  const wish = { ...ask, made, agents: [] };
  const place = await openWorkplace({ ...wish, ...placesOf(wish) });
  const { head, run } = plan;
  const ground = {
    ...(await contextAt(place, { ...wish, plan })),
    digests: new Map(),
    accept: new Set<never>(),
    known: new Map(),
  };
  const refs = { head, tip: head, planRef: planRef(run), planTip: head, resultRef: resultRef(run) };
  const context = openRooms(ground, { refs, claimedBefore: [] });
  return {
    wish: { context, files: place.publishing },
    unfinished: async () => {
      const seen = await findRunsLike(place.claimant, run);
      return seen.ok ? seen.value.filter(({ state }) => state === 'open').map((one) => one.run) : [];
    },
  };
}
