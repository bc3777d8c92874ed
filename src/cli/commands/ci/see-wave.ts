import type { WaveChoice } from '../../../app/ci/choose-wave.ts';
import type { CiGround } from '../../../app/ci/ci-ground.ts';
import type { CiRun } from '../../../app/ci/ci-run.ts';
import type { TakeOutcome } from '../../../app/claim/claim-attempt.ts';
import type { BranchEnd } from '../../../app/perform/ending/branch-end.ts';
import { oidOf, type TaskId } from '../../../core/model/ids.ts';
import { shortBranch } from '../../../core/model/short-branch.ts';
import type { ResultPull } from '../../open/offer-result.ts';
import type { WaveSeen } from './step.ts';

/** How the run stands after a wave, for the pull request that it is about. `wave` 0: its first one has been claimed. */
export function seeWave(
  { claimant, publishing }: Pick<CiGround, 'claimant' | 'publishing'>,
  of: {
    readonly run: Pick<CiRun, 'branch' | 'settings' | 'refs'>;
    readonly choice: WaveChoice;
    readonly wave: number;
    readonly claimed: ReadonlyMap<TaskId, TakeOutcome>;
    readonly end?: BranchEnd | undefined;
    readonly pull?: ResultPull['pull'];
    /** Of patches, where the result goes there. */
    readonly artifact?: string;
  },
): WaveSeen {
  const { run, choice, wave, claimed, end, pull, artifact } = of;
  const { settings, branch, refs } = run;
  const given = [...claimed].flatMap(([task, { kind }]) => (kind === 'claimed' ? [task] : []));
  const place = artifact === undefined ? { branch: shortBranch(branch.ref) } : { artifact };
  return {
    plan: choice.run.plan,
    state: choice.state,
    given: new Set(given),
    wave,
    pushes: claimant.store.pushes,
    escalateTo: settings.escalateTo,
    isWanted: settings.comment !== 'never',
    ...(end?.kind === 'moved' ? { result: { ...place, commit: end.to } } : {}),
    ...(end?.kind === 'moved' && branch.isTarget ? { movedHead: end.to } : {}),
    ...(pull === undefined ? {} : { pull }),
    // a commit that this clone does not have is none that the run was planned for
    beganWith: (commit) => publishing.contains({ commit: oidOf(commit), in: refs.head }).catch(() => false),
  };
}
