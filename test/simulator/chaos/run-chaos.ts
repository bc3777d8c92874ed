import type { Oid, TaskId } from '../../../src/core/model/ids.ts';
import type { Plan, PlannedTask } from '../../../src/core/model/plan.ts';
import { NOBODY_ELSE, taskOf } from '../../support/plan-values.ts';
import type { Scenario } from '../histories.ts';
import type { Life } from '../world.ts';
import { RUN } from './claim-actor.ts';
import { RunWorker } from './run-worker.ts';
import { LEASE_S, type Stage, type StageOptions, stageScenario } from './stage.ts';

const TASKS = ['t1', 't2', 't3'] as readonly string[] as readonly [TaskId, TaskId, TaskId];
const WRITES: Readonly<Record<string, readonly string[]>> = {
  t1: ['src/a'],
  t2: ['src/'],
  t3: ['docs/', 'src/b'],
};
/** What an agent changes beyond its claim. */
const BEYOND: readonly [readonly string[], ...(readonly string[])[]] = [[], ['tests/a'], ['docs/b']];

/** Two or three processes of one run work its tasks off; then calm, and a last one must find or bring every task done, once. */
export function runChaos(options: StageOptions): Scenario {
  return stageScenario(options, {
    mustHappen: [
      'claim claimed',
      'claim held',
      'claim done-before',
      'publish published',
      'publish claim-lost',
    ],
    play: playRun,
  });
}

async function playRun(stage: Stage): Promise<void> {
  const { world } = stage;
  await stage.runChaos(2 + world.choices.below(2), (life) => workOff(stage, workerFor(stage, life)));
  await stage.calm(async (life) => {
    for (const task of TASKS) await bringDone(stage, life, task);
  });
  if (stage.broken) return;
  for (const task of TASKS) world.referee.checkPublished(`${RUN}/${task}`);
  world.referee.checkLiveLeft();
}

function workerFor(stage: Stage, life: Life): RunWorker {
  const { desk } = stage.actor(life, { holder: 'process' });
  return new RunWorker({ world: stage.world, life, desk, plan: PLAN, base: stage.base, leaseS: LEASE_S });
}

async function workOff({ world: { choices } }: Stage, worker: RunWorker): Promise<void> {
  for (let round = 1 + choices.below(3); round > 0; round--) {
    const task = choices.pick(TASKS);
    if (!(await worker.claim(task))) continue;
    const ms = choices.pick([1, 0.2, 0.6, 1.5]) * LEASE_S * 1000;
    const beyond = choices.pick(BEYOND);
    await worker.work(task, { ms, changed: [...(WRITES[task] ?? []).map(fileIn), ...beyond] });
    if (choices.below(4) < 3) await worker.publish(task);
    else await worker.release(task);
  }
}

async function bringDone(stage: Stage, life: Life, task: TaskId): Promise<void> {
  const worker = workerFor(stage, life);
  const { counts } = stage.world;
  await stage.mustSucceed(life, `${task} cannot be brought to an end`, async () => {
    const before = counts['claim done-before'] ?? 0;
    if (await worker.claim(task)) {
      await worker.work(task, { ms: 1000, changed: (WRITES[task] ?? []).map(fileIn) });
      await worker.publish(task);
      return false; // the next question shows it
    }
    return (counts['claim done-before'] ?? 0) > before;
  });
}

const fileIn = (path: string): string => (path.endsWith('/') ? `${path}x` : path);

const planned = (id: string): PlannedTask => ({
  ...taskOf(id, { writes: WRITES[id] ?? [] }),
  start: 0,
  finish: 10,
  wave: 0,
  dependsOn: [],
  explain: [],
});

const PLAN: Plan = {
  version: 1,
  run: RUN,
  target: 'main',
  base: '0'.repeat(40) as Oid,
  head: '0'.repeat(40) as Oid,
  inputsDigest: '0'.repeat(64) as Plan['inputsDigest'],
  asOf: '2026-11-22T12:00:00Z',
  tasks: TASKS.map(planned),
  agents: [],
  makespan: 0,
  lowerBound: 0,
  criticalPath: [],
  unassigned: [],
  leftOut: [],
  presence: NOBODY_ELSE,
  notices: [],
};
