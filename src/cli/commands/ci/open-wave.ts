import { takeWave, type WaveTaken } from '../../../app/ci/take-wave.ts';
import type { RunId } from '../../../core/model/ids.ts';
import type { Checked } from '../../../core/model/problem.ts';
import { artifactsAt, type OpenedCi, openCi } from '../../open/ci.ts';
import { readRun, readWave, type StepCall } from './step.ts';

/** A wave, in the clone of the job that looks at it. */
export interface WaveOpened extends WaveTaken {
  readonly id: RunId;
  readonly opened: OpenedCi;
}

export async function openWave(call: StepCall): Promise<Checked<WaveOpened>> {
  const [id, wave] = [readRun(call), readWave(call)];
  const opened = await openCi(call.context);
  if (!opened.ok) return opened;
  const { ground, files } = opened.value;
  const artifacts = artifactsAt(call.input('results'));
  const taken = await takeWave(ground, { run: id, wave, files, artifacts });
  if (!taken.ok) return taken;
  return { ok: true, warnings: [], value: { ...taken.value, id, opened: opened.value } };
}
