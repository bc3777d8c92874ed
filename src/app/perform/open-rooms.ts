import type { TaskId } from '../../core/model/ids.ts';
import { isoSeconds } from '../../core/model/time.ts';
import { transferOf } from '../transfer/end-wave.ts';
import { seenResult } from '../transfer/result.ts';
import { followers } from './claiming/followers.ts';
import { type TaskClaims, taskClaims } from './claiming/task-claims.ts';
import { widening } from './claiming/widen-claim.ts';
import { runEnding } from './ending/branch-end.ts';
import { branchMover } from './ending/move-branch.ts';
import { planMark } from './ending/plan-mark.ts';
import { growingGround } from './expanding/growth.ts';
import { gathering } from './gathering.ts';
import { handoffs } from './handoffs.ts';
import { leavings } from './leavings.ts';
import { regeneration } from './publishing/regenerate-files.ts';
import type { RunContext } from './run-context.ts';
import type { RunGround, RunRefs } from './run-ground.ts';
import { teamCommands } from './testing/team-commands.ts';
import { testBench } from './testing/test-bench.ts';
import { type AtWork, atWork } from './working/at-work.ts';
import { keeping } from './working/keep-work.ts';
import { pieces } from './working/pieces.ts';
import { removals } from './working/removals.ts';
import { tries } from './working/tries.ts';
import { watchCheckout } from './working/watch-checkout.ts';

/** The rooms of a run that has just been opened or joined. */
export function openRooms(
  given: RunGround,
  opened: { readonly refs: RunRefs; readonly claimedBefore: readonly TaskId[] },
): RunContext {
  const { ground, growth } = growingGround(given);
  const { claimant, checkout } = ground;
  const { head, tip, resultRef, planRef, planTip } = opened.refs;
  const interruption = new AbortController();
  const interrupted = interruption.signal;
  const left = leavings();
  const agents = atWork(ground);
  const commands = teamCommands(ground, interrupted);
  const result = seenResult(claimant.store, { ref: resultRef, head, tip });
  const { claimedBefore } = opened;
  const claims = openClaims({ ground, agents, interrupted, claimedBefore });
  const tests = testBench({ ground, commands, interrupted, leave: left.leave });
  const made = pieces();
  return {
    ...ground,
    interruption,
    growth,
    result,
    planMark: planMark(planRef, planTip),
    ending: runEnding(),
    claimQueue: gathering(),
    publishQueue: gathering(),
    claims,
    followers: followers(claimant, interrupted),
    widening: widening({ ...ground, claims, result }),
    transfer: transferOf(claimant),
    branchMover: branchMover({ ...ground, interrupted, result, tests }),
    commands,
    tests,
    regeneration: regeneration({ ...ground, commands, leavings: left }),
    atWork: agents,
    pieces: made,
    keeping: keeping({ ...ground, claims, leavings: left, pieces: made }),
    tries: tries(),
    removals: removals(left.leave),
    handoffs: handoffs(ground.known),
    leavings: left,
    ...(checkout === undefined ? {} : { watchedCheckout: watchCheckout(checkout) }),
  };
}

/** An agent whose claim is lost hears of it. */
function openClaims({
  ground: { claimant, reach },
  agents,
  interrupted,
  claimedBefore,
}: {
  readonly ground: Pick<RunGround, 'claimant' | 'reach'>;
  readonly agents: AtWork;
  readonly interrupted: AbortSignal;
  readonly claimedBefore: readonly TaskId[];
}): TaskClaims {
  return taskClaims({
    claimant,
    reach,
    interrupted,
    claimedBefore,
    onLost: (task, { record: { paths } }) => {
      const at = isoSeconds(claimant.machine.now().wall);
      agents.lose(task, { kind: 'claim-lost', at, task, paths });
    },
  });
}
