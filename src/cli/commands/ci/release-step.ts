import { chooseWave, NOTHING_ENDED } from '../../../app/ci/choose-wave.ts';
import { readCiRun } from '../../../app/ci/read-ci-run.ts';
import { releaseLeft } from '../../../app/claim/release-left.ts';
import { storeProblem } from '../../../app/store-problem.ts';
import { openCi } from '../../open/ci.ts';
import { countFailed } from './publish-step.ts';
import { readRun, refused, type Step } from './step.ts';

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
  const run = { ...read.value, publishing: ground.publishing };
  const { state, isOver } = await chooseWave(run, NOTHING_ENDED, new Set());
  const failed = countFailed(state);
  return {
    kind: 'done',
    outputs: { released: String(left.released.length), failed: String(failed) },
    problems: state.tasks.flatMap(({ phase }) => ('problem' in phase ? [phase.problem] : [])),
    said: [released, isOver ? `the run is over, ${failed} tasks failed` : 'the run goes on'],
    failed: isOver && failed > 0,
  };
};
