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
      const failed = await playAll({ stage, places, tell }, steps);
      if (failed) return failed;
    }
    const broken = stage.canPause ? await playFence({ stage, places, tell }) : undefined;
    if (broken) return broken;
    tell({ kind: 'scene', scene: 'result' });
    const locks = (await stage.listRemoteRefs('refs/agentic/locks/')).length;
    tell({ kind: 'result', history: await stage.showHistory('checkout..agentic/checkout'), locks });
    return { kind: 'done' };
  } finally {
    tell({ kind: 'removed', folder: places.folder, seconds: await stage.remove() });
  }
}

const LATE: Step = { args: ['run', '--tasks', 'late.yaml'], by: 'you', wanted: 1 };
const MEANWHILE: readonly Step[] = [
  { args: ['release', 'src/session.js', '--force'], by: 'Ana', wanted: 0 },
  { args: ['claim', 'src/session.js', '--agent', 'ana', '--task', 'hot fix'], by: 'Ana', wanted: 0 },
];
const AFTERWARDS: Step = { args: ['release'], by: 'Ana', wanted: 0 };

interface Playing {
  readonly stage: DemoStage;
  readonly places: DemoPlaces;
  readonly tell: (moment: DemoMoment) => void;
}

/** A holder is stopped, its claim ended by somebody and the file taken; when it wakes, its publishing is refused. */
async function playFence(playing: Playing): Promise<DemoOutcome | undefined> {
  const { stage, places, tell } = playing;
  tell({ kind: 'scene', scene: 'fence' });
  tell({ kind: 'command', args: LATE.args, by: LATE.by });
  let begun: () => void = () => {};
  const started = new Promise<void>((resolve) => {
    begun = resolve;
  });
  const onLine = (text: string): void => {
    tell({ kind: 'line', text });
    if (/ start {2,}/.test(text)) begun();
  };
  const run = stage.startCommand({ args: LATE.args, cwd: places.ours, holder: LATE.by, onLine });
  const early = await Promise.race([started, run.ended]);
  if (early !== undefined) return { kind: 'failed', args: LATE.args, code: early, wanted: LATE.wanted };
  run.pause();
  tell({ kind: 'paused' });
  const failed = await playAll(playing, MEANWHILE);
  tell({ kind: 'woken' });
  run.resume();
  const code = await run.ended;
  tell({ kind: 'ended', code });
  if (code !== LATE.wanted) return { kind: 'failed', args: LATE.args, code, wanted: LATE.wanted };
  return failed ?? playAll(playing, [AFTERWARDS]);
}

async function playAll(playing: Playing, steps: readonly Step[]): Promise<DemoOutcome | undefined> {
  for (const step of steps) {
    const code = await play({ ...playing, step });
    if (code !== step.wanted) return { kind: 'failed', args: step.args, code, wanted: step.wanted };
  }
  return undefined;
}

async function play(ask: Playing & { readonly step: Step }): Promise<number> {
  const { args, by } = ask.step;
  ask.tell({ kind: 'command', args, by });
  const cwd = by === 'you' ? ask.places.ours : ask.places.colleagues;
  const onLine = (text: string): void => ask.tell({ kind: 'line', text });
  const code = await ask.stage.startCommand({ args, cwd, holder: by, onLine }).ended;
  if (code !== 0) ask.tell({ kind: 'ended', code });
  return code;
}
