import type { DemoMoment, DemoScene } from '../../core/model/demo-moment.ts';
import type { DemoPlaces, DemoStage } from '../ports/demo-stage.ts';
import { DEMO_COLLEAGUE, DEMO_OURS, DEMO_PROJECT } from './demo-files.ts';

/** Every step is checked: a demonstration that goes on after something went wrong would be a fake. */
export type DemoOutcome =
  | { readonly kind: 'done' }
  | {
      readonly kind: 'failed';
      readonly args: readonly string[];
      readonly code: number;
      readonly wanted: number;
    };

interface Step {
  readonly args: readonly string[];
  readonly by: 'you' | 'Ana';
  readonly wanted: number;
}

type Act = { readonly scene: DemoScene; readonly steps: readonly Step[] };

const TASKS = ['--tasks', 'tasks.yaml'];
const SCRIPT: readonly Act[] = [
  { scene: 'plan', steps: [{ args: ['plan', ...TASKS], by: 'you', wanted: 0 }] },
  {
    scene: 'refusal',
    steps: [
      {
        args: ['claim', 'src/session.js', '--agent', 'ana', '--task', 'review of sessions'],
        by: 'Ana',
        wanted: 0,
      },
      { args: ['claim', 'src/session.js', 'docs'], by: 'you', wanted: 3 },
      { args: ['release'], by: 'Ana', wanted: 0 },
    ],
  },
  { scene: 'run', steps: [{ args: ['run', ...TASKS], by: 'you', wanted: 0 }] },
];

/** Plays the whole thing on the stage, for real, and takes the stage away. */
export async function runDemo(stage: DemoStage, tell: (moment: DemoMoment) => void): Promise<DemoOutcome> {
  const places = await stage.build({ base: DEMO_PROJECT, ours: DEMO_OURS, colleagues: DEMO_COLLEAGUE });
  try {
    tell({ kind: 'built', folder: places.folder });
    for (const { scene, steps } of SCRIPT) {
      tell({ kind: 'scene', scene });
      for (const step of steps) {
        const code = await play({ stage, places, step, tell });
        if (code !== step.wanted) return { kind: 'failed', args: step.args, code, wanted: step.wanted };
      }
    }
    tell({ kind: 'scene', scene: 'result' });
    const locks = (await stage.listRemoteRefs('refs/agentic/locks/')).length;
    tell({ kind: 'result', history: await stage.showHistory('checkout..agentic/checkout'), locks });
    return { kind: 'done' };
  } finally {
    tell({ kind: 'removed', folder: places.folder, seconds: await stage.remove() });
  }
}

async function play(ask: {
  readonly stage: DemoStage;
  readonly places: DemoPlaces;
  readonly step: Step;
  readonly tell: (moment: DemoMoment) => void;
}): Promise<number> {
  const { args, by } = ask.step;
  ask.tell({ kind: 'command', args, by });
  const cwd = by === 'you' ? ask.places.ours : ask.places.colleagues;
  const onLine = (text: string): void => ask.tell({ kind: 'line', text });
  const code = await ask.stage.runCommand({ args, cwd, holder: by, onLine });
  if (code !== 0) ask.tell({ kind: 'ended', code });
  return code;
}
