import { chooseWave, NOTHING_ENDED, type WaveChoice } from '../../../app/ci/choose-wave.ts';
import type { CiGround } from '../../../app/ci/ci-ground.ts';
import type { CiRun } from '../../../app/ci/ci-run.ts';
import { findShown } from '../../../app/ci/find-shown.ts';
import { readCiRun } from '../../../app/ci/read-ci-run.ts';
import { releaseLeft } from '../../../app/claim/release-left.ts';
import { storeProblem } from '../../../app/store-problem.ts';
import { patchArtifact } from '../../../core/ci/work-result.ts';
import { openCi } from '../../open/ci.ts';
import { countFailed } from './publish-step.ts';
import { seeWave } from './see-wave.ts';
import { readRun, refused, type Step, type WaveSeen } from './step.ts';

/** `ci release`: for a last job that always runs. Red where the run is over and something of it has failed. */
export const releaseStep: Step = async (call) => {
  const opened = await openCi(call.context);
  if (!opened.ok) return refused(opened.problems);
  const { ground } = opened.value;
  const left = await releaseLeft(ground.claimant);
  if (left.failure) return refused([storeProblem(left.failure, ground.claimant.store.table)]);
  const released = `${left.released.length} claims given back`;
  if (call.input('run') === '')
    return {
      kind: 'done',
      outputs: { released: String(left.released.length), failed: '0' },
      problems: [],
      said: [released],
    };
  const read = await readCiRun(ground, readRun(call));
  if (!read.ok) return refused(read.problems);
  const run = read.value;
  const choice = await chooseWave({ ...run, publishing: ground.publishing }, NOTHING_ENDED, new Set());
  const { state, isOver } = choice;
  const failed = countFailed(state);
  return {
    kind: 'done',
    outputs: { released: String(left.released.length), failed: String(failed) },
    problems: state.tasks.flatMap(({ phase }) => ('problem' in phase ? [phase.problem] : [])),
    said: [released, isOver ? `the run is over, ${failed} tasks failed` : 'the run goes on'],
    failed: isOver && failed > 0,
    wave: await seeEnd(ground, run, choice),
  };
};

/** How the run stands once nobody of this run of the workflow is at work: only who has gone on with it elsewhere is. */
async function seeEnd(ground: CiGround, run: CiRun, choice: WaveChoice): Promise<WaveSeen> {
  const to = await findShown(ground, { run, isOver: choice.isOver });
  const isPull = to !== undefined && run.settings.publish.to === 'pull-request';
  const seen = seeWave(ground, {
    run,
    choice,
    wave: 0,
    claimed: new Map(),
    ...(to === undefined ? {} : { end: { kind: 'moved', to } }),
    ...(run.branch.isPatch ? { artifact: patchArtifact(run.plan.run) } : {}),
  });
  return { ...seen, given: new Set(run.heldByOthers.keys()), isPull };
}
