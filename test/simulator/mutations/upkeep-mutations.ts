import type { RefAt } from '../../../src/core/claim/decide-upkeep.ts';
import { isLive } from '../../../src/core/claim/record.ts';
import { taskOfRef, taskRef } from '../../../src/core/claim/refs.ts';
import type { Stage } from '../chaos/stage.ts';
import { upkeepChaos } from '../chaos/upkeep-chaos.ts';
import type { Mutation } from './mutation.ts';

// What goes wrong where more is tidied away than the protocol says.

/** The task refs of all claims that have ended, however long ago. */
function endedTasks({ world }: Stage): readonly RefAt[] {
  return [...world.network.server.refs].flatMap(([ref, tip]) => {
    const state = taskOfRef(ref) ? world.referee.truth.state(tip) : undefined;
    return state && !isLive(state.record) ? [{ ref, tip }] : [];
  });
}

const lockedTasks = ({ world: { referee } }: Stage): ReadonlySet<string> =>
  new Set(
    referee.truth.locks().flatMap(({ anchor }) => {
      const record = referee.truth.state(anchor)?.record;
      return record ? [taskRef(record.run, record.task)] : [];
    }),
  );

export const UPKEEP_MUTATIONS: readonly Mutation[] = [
  {
    name: 'deletes a task ref before its run has been over for a day',
    rules: [19],
    scenario: (name) =>
      upkeepChaos({
        name,
        bendUpkeep: (upkeep, stage) => {
          const locked = lockedTasks(stage);
          return { ...upkeep, oldTasks: endedTasks(stage).filter(({ ref }) => !locked.has(ref)) };
        },
      }),
  },
  {
    name: 'deletes a task ref while a lock points to a claim of it',
    rules: [19],
    seed: 106,
    scenario: (name) =>
      upkeepChaos({
        name,
        bendUpkeep: (upkeep, stage) => {
          const locked = lockedTasks(stage);
          const old = endedTasks(stage).filter(({ ref, tip }) => locked.has(ref) && isOld(stage, tip));
          return { ...upkeep, litter: [], oldTasks: old };
        },
      }),
  },
];

const isOld = ({ world }: Stage, tip: RefAt['tip']): boolean =>
  world.scheduler.now - world.referee.sentAt(tip) > 26 * 3600 * 1000;
