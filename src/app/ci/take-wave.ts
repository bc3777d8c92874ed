import { givenFor } from '../../core/ci/given-for.ts';
import type { RunId } from '../../core/model/ids.ts';
import type { Checked } from '../../core/model/problem.ts';
import type { Artifacts } from '../ports/artifacts.ts';
import type { ChangedFiles } from '../ports/changed-files.ts';
import type { CiGround } from './ci-ground.ts';
import type { CiRun } from './ci-run.ts';
import { readCiRun } from './read-ci-run.ts';
import { readResults, type WaveResults } from './read-results.ts';
import { type TakenWorks, takeResults, takesOf } from './take-results.ts';

/** What the jobs of a wave have left, and what of it may be taken. */
export interface WaveTaken {
  readonly wave: number;
  readonly run: CiRun;
  readonly arrived: WaveResults;
  readonly taken: TakenWorks;
}

/** The step that tests and the one that publishes judge alike, each by what the refs say when it looks. */
export async function takeWave(
  ground: CiGround,
  of: {
    readonly run: RunId;
    readonly wave: number;
    readonly files: ChangedFiles;
    readonly artifacts: Artifacts;
  },
): Promise<Checked<WaveTaken>> {
  const { wave, files, artifacts } = of;
  const { publishing, large } = ground;
  const read = await readCiRun(ground, of.run);
  if (!read.ok) return read;
  const run = read.value;
  const arrived = await readResults({ run: of.run, wave, given: givenFor(run.given, wave) }, artifacts);
  const taken = await takeResults(await takesOf(run, { publishing, files, large }), arrived.results);
  return { ok: true, warnings: [], value: { wave, run, arrived, taken } };
}
