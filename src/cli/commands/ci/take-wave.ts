import type { CiRun } from '../../../app/ci/ci-run.ts';
import { readCiRun } from '../../../app/ci/read-ci-run.ts';
import { readResults } from '../../../app/ci/read-results.ts';
import { takeResults, takesOf } from '../../../app/ci/take-results.ts';
import type { RunId } from '../../../core/model/ids.ts';
import type { Checked } from '../../../core/model/problem.ts';
import { artifactsAt, type OpenedCi, openCi } from '../../open/ci.ts';
import { readRun, readWave, type StepCall } from './step.ts';

/** What the jobs of a wave have left, and what of it may be taken; the step that tests and the one that publishes judge alike. */
export interface WaveTaken {
  readonly id: RunId;
  readonly wave: number;
  readonly opened: OpenedCi;
  readonly run: CiRun;
  readonly arrived: Awaited<ReturnType<typeof readResults>>;
  readonly taken: Awaited<ReturnType<typeof takeResults>>;
}

export async function takeWave(call: StepCall): Promise<Checked<WaveTaken>> {
  const [id, wave] = [readRun(call), readWave(call)];
  const opened = await openCi(call.context);
  if (!opened.ok) return opened;
  const { ground, files } = opened.value;
  const read = await readCiRun(ground, id);
  if (!read.ok) return read;
  const run = read.value;
  const arrived = await readResults({ run: id, wave, given: run.given }, artifactsAt(call.input('results')));
  const { publishing } = ground;
  const taken = await takeResults(await takesOf(run, { publishing, files }), arrived.results);
  return { ok: true, warnings: [], value: { id, wave, opened: opened.value, run, arrived, taken } };
}
