import type { ClaimWish, TakeOutcome } from '../../src/app/claim/claim-attempt.ts';
import { resultRef } from '../../src/core/claim/refs.ts';
import type { Choices } from './choices.ts';
import { type ActorOptions, ClaimActor, type ClaimUseCases, RUN, wishFor } from './claim-actor.ts';
import { ALL_FAULTS, type FaultRates } from './faults.ts';
import type { HistoryEnd, Scenario } from './histories.ts';
import { commitOn, isReallyDone, type PublishHabits, publish } from './publisher.ts';
import { gitOrder, type ServerOrder } from './ref-server.ts';
import { SimulatedDisk } from './simulated-disk.ts';
import type { SimulatedHost } from './simulated-machine.ts';
import { ALL_MISHAPS, type Life, type Mishaps, World } from './world.ts';

export const LEASE_S = 60;
export const DAY_MS = 24 * 3600 * 1000;

const TASKS = ['t1', 't2', 't3'] as const;
const HOLDERS = ['process', 'session'] as const;
const PATHS: readonly [readonly string[], ...(readonly string[])[]] = [
  ['src/a'],
  ['src'],
  ['src/a/x', 'docs'],
  ['docs', 'src/b'],
  ['src/a', 'src/b'],
  [],
];

/** What a family of histories is made of; the rest is chance. */
export interface ChaosOptions {
  readonly name: string;
  readonly faults?: FaultRates;
  readonly mishaps?: Mishaps;
  readonly anyOrder?: boolean;
  readonly holder?: 'process' | 'session' | 'either';
  readonly useCases?: ClaimUseCases;
  readonly bend?: ActorOptions['bend'];
  /** Work is published, with these habits. */
  readonly publishing?: PublishHabits;
}

/** Two or three processes on two hosts, a few claims each, everything going wrong; then calm, and all must be free. */
export function claimChaos(options: ChaosOptions): Scenario {
  return {
    name: options.name,
    mustHappen: ['take claimed', 'take held', 'take task-held', 'renew renewed', 'released ended'],
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
      const play = new ChaosPlay(world, options);
      await play.chaos();
      await play.aftermath();
      return { violations: world.referee.violations, steps: world.scheduler.steps, counts: world.counts };
    },
  };
}

/** Any server's order: refs are moved as chance has it. */
export const anyOrder =
  (choices: Choices): ServerOrder =>
  (commands) => {
    const left = [...gitOrder(commands)];
    return commands.flatMap(() => left.splice(choices.below(left.length), 1));
  };

class ChaosPlay {
  readonly #world: World;
  readonly #options: ChaosOptions;
  readonly #disks = new Map<SimulatedHost, SimulatedDisk>();

  constructor(world: World, options: ChaosOptions) {
    this.#world = world;
    this.#options = options;
  }

  async chaos(): Promise<void> {
    const { choices } = this.#world;
    const hosts = [this.#world.makeHost('ana'), this.#world.makeHost('bo')] as const;
    const actors = 2 + choices.below(2);
    for (let n = 0; n < actors; n++) this.#startWorker(`p${n + 1}`, hosts[n % 2] ?? hosts[0]);
    await this.#world.run();
  }

  /** Faults have stopped: whoever comes must get everything, once the leases of the dead are over. */
  async aftermath(): Promise<void> {
    const world = this.#world;
    if (world.referee.violations.length > 0) return;
    world.calmDown();
    await world.drain();
    world.referee.checkUnwanted();
    const host = world.makeHost('janitor');
    world.start('janitor', host, async (life) => {
      for (const [task, paths] of [
        ...TASKS.map((task) => [task, []] as const),
        ['all', ['a', 'docs', 'src', 'web']] as const,
      ])
        await this.#mustGet(life, task, paths);
    });
    await world.run();
    if (world.referee.violations.length === 0) world.referee.checkLeftovers();
  }

  #startWorker(name: string, host: SimulatedHost): void {
    this.#world.start(name, host, (life) => this.#work(this.#actor(life)));
  }

  #actor(life: Life): ClaimActor {
    const { holder = 'either', useCases, bend } = this.#options;
    const world = this.#world;
    const disk = this.#disks.get(life.host) ?? new SimulatedDisk(world.scheduler);
    this.#disks.set(life.host, disk);
    const kind = holder === 'either' ? world.choices.pick(HOLDERS) : holder;
    return new ClaimActor({
      world,
      life,
      disk,
      holder: kind,
      ...(useCases ? { useCases } : {}),
      ...(bend ? { bend } : {}),
    });
  }

  async #work(actor: ClaimActor): Promise<void> {
    const { choices } = this.#world;
    const rounds = 1 + choices.below(2);
    for (let round = 0; round < rounds; round++) {
      await this.#takeTask(actor, wishFor(choices.pick(TASKS), choices.pick(PATHS), LEASE_S));
      for (let acts = choices.below(4); acts > 0 && actor.held; acts--) await this.#act(actor);
      await this.#leave(actor);
    }
  }

  /** A task that is said to be done is begun again only where the result lacks what it names. */
  async #takeTask(actor: ClaimActor, wish: ClaimWish): Promise<TakeOutcome> {
    const outcome = await actor.take(wish);
    const believes = this.#options.publishing?.checksResult === false;
    if (outcome.kind !== 'task-done' || believes || (await isReallyDone(actor, outcome.record)))
      return outcome;
    return actor.take({ ...wish, parent: outcome.tip, againIfDone: true });
  }

  async #leave(actor: ClaimActor): Promise<void> {
    const { choices } = this.#world;
    const { publishing } = this.#options;
    if (!actor.held) return;
    if (publishing && choices.below(4) < 3) {
      const { run, task } = actor.held.record;
      const end = await publish(actor, publishing);
      actor.say(() => `publish: ${end}`);
      this.#world.count(`publish ${end}`);
      if (end === 'published' || end === 'was-published')
        this.#world.referee.checkPublished(`${run}/${task}`);
      if (end !== 'gave-up') return;
    }
    // one in four leaves without a word
    if (!choices.oneIn(4)) await actor.release();
    else actor.letGo();
  }

  async #act(actor: ClaimActor): Promise<void> {
    const { choices } = this.#world;
    switch (choices.pick(['renew', 'work', 'widen', 'long work'])) {
      case 'renew':
        await actor.renew();
        break;
      case 'widen':
        await actor.renew(choices.pick([['src/c'], ['web', 'src/b/y'], ['a']]).filter(isNewTo(actor)));
        break;
      case 'work':
        await actor.desk.machine.sleep(LEASE_S * 300);
        break;
      case 'long work':
        await actor.desk.machine.sleep(LEASE_S * 1500);
        break;
    }
  }

  /** Waits for what stands in the way at most as long as the dead can block, some times over. */
  async #mustGet(life: Life, task: string, paths: readonly string[]): Promise<void> {
    const actor = this.#actor(life);
    for (let tries = 0; tries < 12; tries++) {
      const outcome = await this.#takeTask(actor, wishFor(task, paths, LEASE_S));
      if (outcome.kind === 'task-done') {
        this.#world.referee.checkPublished(`${RUN}/${task}`);
        return;
      }
      if (outcome.kind === 'claimed') {
        if (paths.length === 0 && this.#options.publishing) await publish(actor, this.#options.publishing);
        await actor.release();
        return;
      }
      await life.machine.sleep(LEASE_S * 400);
    }
    this.#world.referee.say(5, `${task} (${paths.join(', ')}) cannot be had although nobody holds it`);
  }
}

const isNewTo =
  (actor: ClaimActor) =>
  (path: string): boolean =>
    !actor.held?.record.locks.some(
      (lock) => lock === path || lock.startsWith(`${path}/`) || path.startsWith(`${lock}/`),
    );
