import type { TaskId } from '../../core/model/ids.ts';
import { isoSeconds } from '../../core/model/time.ts';
import { seenResult } from '../transfer/result.ts';
import { followers } from './claiming/followers.ts';
import { taskClaims } from './claiming/task-claims.ts';
import { planMark } from './ending/plan-mark.ts';
import { emptyBoard, type RunContext, type RunGround, type RunRefs } from './run-context.ts';

/** The rooms of a run that has just been opened or joined. */
export function openRooms(
  ground: RunGround,
  opened: { readonly refs: RunRefs; readonly claimedBefore: readonly TaskId[] },
): RunContext {
  const { claimant, reach } = ground;
  const { head, tip, resultRef, planRef, planTip } = opened.refs;
  const board = emptyBoard(ground.known);
  return {
    ...ground,
    result: seenResult(claimant.store, { ref: resultRef, head, tip }),
    planMark: planMark(planRef, planTip),
    claims: taskClaims({
      claimant,
      reach,
      interrupted: board.interruption.signal,
      claimedBefore: opened.claimedBefore,
      onLost: (task, { record }) => {
        const work = board.works.get(task);
        const at = isoSeconds(claimant.machine.now().wall);
        void work?.exchange?.notify({ kind: 'claim-lost', at, task, paths: record.paths });
        work?.running?.stop('ask');
      },
    }),
    followers: followers(),
    board,
  };
}
