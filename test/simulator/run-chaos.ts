import { resultRef } from '../../src/core/claim/refs.ts';
import type { Oid, TaskId } from '../../src/core/model/ids.ts';
import type { Plan, PlannedTask } from '../../src/core/model/plan.ts';
import { NOBODY_ELSE, taskOf } from '../support/plan-values.ts';
import { ClaimActor, RUN } from './claim-actor.ts';
import { anyOrder, type ChaosOptions, DAY_MS, LEASE_S } from './claim-chaos.ts';
import { ALL_FAULTS } from './faults.ts';
import type { HistoryEnd, Scenario } from './histories.ts';
import { commitOn } from './publisher.ts';
import { RunWorker } from './run-worker.ts';
import { SimulatedDisk } from './simulated-disk.ts';
import type { SimulatedHost } from './simulated-machine.ts';
import { ALL_MISHAPS, type Life, World } from './world.ts';

const TASKS = ['t1', 't2', 't3'] as readonly string[] as readonly [TaskId, TaskId, TaskId];
const WRITES: Readonly<Record<string, readonly string[]>> = {
  t1: ['src/a'],
  t2: ['src/'],
  t3: ['docs/', 'src/b'],
};
/** What an agent changes beyond its claim. */
const BEYOND: readonly [readonly string[], ...(readonly string[])[]] = [[], ['tests/a'], ['docs/b']];

/** Two or three processes of one run work its tasks off; then calm, and a last one must find or bring every task done, once. */
export function runChaos(options: Omit<ChaosOptions, 'publishing' | 'holder' | 'useCases'>): Scenario {
  return {
    name: options.name,
    mustHappen: [
      'claim claimed',
      'claim held',
      'claim done-before',
      'publish published',
      'publish claim-lost',
    ],
    async play(choices, trace): Promise<HistoryEnd> {
      const world = new World({
        choices,
        faults: options.faults ?? ALL_FAULTS,
        mishaps: options.mishaps ?? ALL_MISHAPS,
        leaseS: LEASE_S,
        skew: DAY_MS,
        ...(trace ? { trace } : {}),
      });
      if (options.anyOrder) world.network.order = anyOrder(choices);
      const base = commitOn(null, 'base', 'somebody');
      world.network.objects.add(base);
      world.network.server.force(resultRef(RUN), base.oid);
      await new RunPlay(world, options, base.oid).play();
      return { violations: world.referee.violations, steps: world.scheduler.steps, counts: world.counts };
    },
  };
}

class RunPlay {
  readonly #world: World;
  readonly #options: Pick<ChaosOptions, 'bend'>;
  readonly #base: Oid;
  readonly #disks = new Map<SimulatedHost, SimulatedDisk>();

  constructor(world: World, options: Pick<ChaosOptions, 'bend'>, base: Oid) {
    this.#world = world;
    this.#options = options;
    this.#base = base;
  }

  async play(): Promise<void> {
    const world = this.#world;
    const hosts = [world.makeHost('ana'), world.makeHost('bo')] as const;
    const workers = 2 + world.choices.below(2);
    for (let n = 0; n < workers; n++)
      world.start(`p${n + 1}`, hosts[n % 2] ?? hosts[0], (life) => this.#workOff(this.#worker(life)));
    await world.run();
    if (world.referee.violations.length > 0) return;
    world.calmDown();
    await world.drain();
    world.referee.checkUnwanted();
    world.start('last', world.makeHost('last'), async (life) => {
      for (const task of TASKS) await this.#bringDone(life, task);
    });
    await world.run();
    if (world.referee.violations.length > 0) return;
    await world.drain();
    for (const task of TASKS) world.referee.checkPublished(`${RUN}/${task}`);
    world.referee.checkLiveLeft();
  }

  #worker(life: Life): RunWorker {
    const world = this.#world;
    const disk = this.#disks.get(life.host) ?? new SimulatedDisk(world.scheduler);
    this.#disks.set(life.host, disk);
    const bend = this.#options.bend ? { bend: this.#options.bend } : {};
    const { desk } = new ClaimActor({ world, life, disk, holder: 'process', ...bend });
    return new RunWorker({ world, life, desk, plan: PLAN, base: this.#base, leaseS: LEASE_S });
  }

  async #workOff(worker: RunWorker): Promise<void> {
    const { choices } = this.#world;
    for (let round = 1 + choices.below(3); round > 0; round--) {
      const task = choices.pick(TASKS);
      if (!(await worker.claim(task))) continue;
      const ms = choices.pick([1, 0.2, 0.6, 1.5]) * LEASE_S * 1000;
      const beyond = choices.pick(BEYOND);
      await worker.work(task, {
        ms,
        changed: [...(WRITES[task] ?? []).map(fileIn), ...beyond],
      });
      if (choices.below(4) < 3) await worker.publish(task);
      else await worker.release(task);
    }
  }

  async #bringDone(life: Life, task: TaskId): Promise<void> {
    const worker = this.#worker(life);
    const { counts } = this.#world;
    for (let tries = 0; tries < 12; tries++) {
      const before = counts['claim done-before'] ?? 0;
      if (await worker.claim(task)) {
        await worker.work(task, { ms: 1000, changed: (WRITES[task] ?? []).map(fileIn) });
        await worker.publish(task);
      } else if ((counts['claim done-before'] ?? 0) > before) return;
      else await life.machine.sleep(LEASE_S * 400);
    }
    this.#world.referee.say(5, `${task} cannot be brought to an end although nobody works on it`);
  }
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
