import type { TaskId } from '../../core/model/ids.ts';
import { isoSeconds } from '../../core/model/time.ts';
import { seenResult } from '../transfer/result.ts';
import { followers } from './claiming/followers.ts';
import { taskClaims } from './claiming/task-claims.ts';
import { runEnding } from './ending/branch-end.ts';
import { planMark } from './ending/plan-mark.ts';
import { gathering } from './gathering.ts';
import { handoffs } from './handoffs.ts';
import { leavings } from './leavings.ts';
import type { RunContext } from './run-context.ts';
import type { RunGround, RunRefs } from './run-ground.ts';
import { teamCommands } from './testing/team-commands.ts';
import { testBench } from './testing/test-bench.ts';
import { atWork } from './working/at-work.ts';
import { pieces } from './working/pieces.ts';
import { removals } from './working/removals.ts';
import { tries } from './working/tries.ts';
import { watchCheckout } from './working/watch-checkout.ts';

/** The rooms of a run that has just been opened or joined. */
export function openRooms(
  ground: RunGround,
  opened: { readonly refs: RunRefs; readonly claimedBefore: readonly TaskId[] },
): RunContext {
  const { claimant, reach, checkout } = ground;
  const { head, tip, resultRef, planRef, planTip } = opened.refs;
  const interruption = new AbortController();
  const interrupted = interruption.signal;
  const left = leavings();
  const agents = atWork();
  const commands = teamCommands(ground, interrupted);
  return {
    ...ground,
    interruption,
    result: seenResult(claimant.store, { ref: resultRef, head, tip }),
    planMark: planMark(planRef, planTip),
    ending: runEnding(),
    claimQueue: gathering(),
    publishQueue: gathering(),
    claims: taskClaims({
      claimant,
      reach,
      interrupted,
      claimedBefore: opened.claimedBefore,
      onLost: (task, { record: { paths } }) => {
        const at = isoSeconds(claimant.machine.now().wall);
        agents.lose(task, { kind: 'claim-lost', at, task, paths });
      },
    }),
    followers: followers(),
    commands,
    tests: testBench({ ground, commands, interrupted, leave: left.leave }),
    atWork: agents,
    pieces: pieces(),
    tries: tries(),
    removals: removals(left.leave),
    handoffs: handoffs(ground.known),
    leavings: left,
    ...(checkout === undefined ? {} : { watchedCheckout: watchCheckout(checkout) }),
  };
}
