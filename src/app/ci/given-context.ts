import type { RepoPath, TaskId } from '../../core/model/ids.ts';
import { InternalError } from '../../core/model/unreachable.ts';
import type { HeldClaim } from '../claim/claimant.ts';
import type { KeptClaim } from '../claim/keep-renewed.ts';
import { openRooms } from '../perform/open-rooms.ts';
import type { RunContext } from '../perform/run-context.ts';
import type { RunGround } from '../perform/run-ground.ts';
import type { CiRun } from './ci-run.ts';

/**
 * What a job works with that may not push: the rooms of a run, with claims that are neither renewed nor widened. `onto`: what its
 * work is set on.
 */
export function givenContext(
  ground: Omit<RunGround, 'digests' | 'accept' | 'known' | 'conditions' | 'recogniseMore'> &
    Pick<RunGround, 'conditions'>,
  run: CiRun,
  onto: CiRun['refs']['tip'],
): RunContext {
  const rooms = openRooms(
    { ...ground, digests: run.digests, accept: new Set(), known: run.known },
    { refs: { ...run.refs, tip: onto }, claimedBefore: [] },
  );
  const kept = new Map([...run.given].map(([task, held]): [TaskId, KeptClaim] => [task, fixed(held)]));
  const detail =
    'in CI a task has the paths that were claimed for it before it began; say in your summary what else it needs';
  return {
    ...rooms,
    claims: {
      of: (task) => kept.get(task),
      keep: (task) => kept.get(task) ?? fail(task),
      drop: (task) => kept.get(task),
      takeAnew: async () => false,
      wasClaimed: (task) => kept.has(task),
      noteClaimed: () => {},
    },
    widening: {
      cover: async (_claim, changed: readonly RepoPath[]) => ({ paths: changed, detail }),
      answer: async (task) => ({
        version: 1,
        outcome: 'failed',
        paths: kept.get(task)?.held.record.paths ?? [],
        held: [],
        detail,
      }),
    },
  };
}

/** Its lease lasts as long as the jobs may; who published its end meanwhile is found out when it is published. */
const fixed = (held: HeldClaim): KeptClaim => ({
  held,
  lost: false,
  advance: async () => ({ kind: 'refused', held }),
  fresh: async () => true,
  stop: async () => held,
});

const fail = (task: TaskId): never => {
  throw new InternalError(`${task} was not given out`);
};
