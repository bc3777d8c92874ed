import { prepareCliRun } from '../run/cli-run.ts';
import { drawCases } from './draw-cases.ts';
import { type Place, withoutRemote, withRemote } from './invariants.ts';
import { LOCAL_STEPS, STEPS, type Step, stoppable } from './stop-at.ts';

export const RUN = ['run', '--tasks', 'tasks.yaml'];

/** A step at which a run is hit, with a remote or without. */
export type StepCase = readonly [name: string, make: () => Promise<Place>, step: Step];

const remotely = async (): Promise<Place> => withRemote(prepareCliRun(stoppable()));
const locally = (): Promise<Place> => withoutRemote(prepareCliRun(stoppable()));

export const drawSteps = (): readonly StepCase[] =>
  drawCases([
    ...STEPS.map((step): StepCase => [step.name, remotely, step]),
    ...LOCAL_STEPS.map((step): StepCase => [`without a remote: ${step.name}`, locally, step]),
  ]);
