import type { JobLimits } from '../../../app/ci/ci-ground.ts';
import { type AgentId, agentId, type RunId, runId, type TaskId, taskId } from '../../../core/model/ids.ts';
import type { Problem } from '../../../core/model/problem.ts';
import { problemOf } from '../../../core/model/problem.ts';
import type { WaveView } from '../../../report/ci/wave-comment.ts';
import type { CommandContext } from '../../command.ts';
import type { CiInputName, CiOutputName } from './step-list.ts';

/** One step, as the Action or the command line calls it. */
export interface StepCall {
  readonly context: CommandContext;
  /** For the host's API, where it is not in the environment; no step hands it on to what it starts. */
  readonly token?: string;
  /** What must not be read in any log of the job from here on; absent: this CI has no way to say so. */
  readonly hide?: (secret: string) => void;
  /** Empty where it was not given. */
  readonly input: (name: CiInputName) => string;
}

export type StepOutputs = Readonly<Partial<Record<CiOutputName, string>>>;

/** `problems` of one that is done are told beside it. */
export type StepEnd =
  | {
      readonly kind: 'done';
      readonly outputs: StepOutputs;
      readonly problems: readonly Problem[];
      /** What came of it, for people: raw. */
      readonly said: readonly string[];
      /** The step turns red all the same. */
      readonly failed?: boolean;
      /** There is a run, whoever works it off: what was said of it is not planned anew. */
      readonly hasRun?: boolean;
      /** How the run stands after a wave, for the pull request that it is about. */
      readonly wave?: WaveSeen;
    }
  | { readonly kind: 'refused'; readonly problems: readonly Problem[] };

/**
 * `isWanted`: by the settings of the base; `movedHead`: where the head itself was moved on; `isPull`: the result's branch has
 * a pull request that this job has not opened.
 */
export interface WaveSeen extends WaveView {
  readonly isWanted: boolean;
  readonly movedHead?: string;
  readonly isPull?: boolean;
  /** Whether a commit is part of what the run was planned for. */
  readonly beganWith: (commit: string) => Promise<boolean>;
}

export type Step = (call: StepCall) => Promise<StepEnd>;

const RUN = /^[A-Za-z0-9][A-Za-z0-9._-]{0,199}$/;
const TASK = /^[a-z0-9][a-z0-9_-]{0,63}$/;

/** What an input has to be is said where it is not. */
class BadInput extends Error {
  readonly problem: Problem;
  constructor(name: string, wanted: string) {
    super(name);
    this.problem = problemOf('usage', {
      message: `\`${name}\` is not given, or no such thing`,
      remedy: `give ${wanted}`,
    });
  }
}

/** Turns inputs that cannot be read into a refusal. */
export const withInputs =
  (step: Step): Step =>
  async (call) => {
    try {
      return await step(call);
    } catch (error) {
      if (error instanceof BadInput) return { kind: 'refused', problems: [error.problem] };
      throw error;
    }
  };

export function readRun({ input }: StepCall): RunId {
  const text = input('run');
  if (!RUN.test(text)) throw new BadInput('run', 'the output `run` of the step plan');
  return runId(text);
}

export function readTask({ input }: StepCall): TaskId {
  const text = input('task');
  if (!TASK.test(text)) throw new BadInput('task', 'the id of a task: `matrix.task`');
  return taskId(text);
}

export function readWave({ input }: StepCall): number {
  const wave = Number(input('wave'));
  if (!Number.isInteger(wave) || wave < 1 || wave > 1000)
    throw new BadInput('wave', 'the number of the wave, from 1');
  return wave;
}

/** Separated by blanks or commas. */
export const readNames = (text: string): readonly string[] =>
  text.split(/[\s,]+/).filter((name) => name !== '');

export const readAgents = ({ input }: StepCall): ReadonlySet<AgentId> =>
  new Set(readNames(input('without')).map(agentId));

const DEFAULT_MINUTES = 60;

export function readLimits({ input }: StepCall): JobLimits {
  const minutes = input('job-minutes') === '' ? DEFAULT_MINUTES : Number(input('job-minutes'));
  if (!(minutes >= 1 && minutes <= 36 * 60)) throw new BadInput('job-minutes', 'minutes, 2160 at most');
  const most = input('max-parallel');
  if (most === '') return { minutes };
  const maxParallel = Number(most);
  if (!Number.isInteger(maxParallel) || maxParallel < 1 || maxParallel > 256)
    throw new BadInput('max-parallel', 'a whole number from 1 to 256');
  return { minutes, maxParallel };
}

export const refused = (problems: readonly Problem[]): StepEnd => ({ kind: 'refused', problems });
