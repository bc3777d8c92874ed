import type { TakeOutcome } from '../../../src/app/claim/claim-attempt.ts';
import { claimWave } from '../../../src/app/claim/claim-wave.ts';
import { bootInstant, type Claimant, type HeldClaim } from '../../../src/app/claim/claimant.ts';
import { releaseLeft } from '../../../src/app/claim/release-left.ts';
import { type HandedOver, handOver, type JobWave } from '../../../src/app/transfer/hand-over-wave.ts';
import type { FinishedTask } from '../../../src/app/transfer/wave.ts';
import { isLeaseOver } from '../../../src/core/claim/lease.ts';
import type { Oid, TaskId } from '../../../src/core/model/ids.ts';
import type { Scenario } from '../histories.ts';
import type { Life } from '../world.ts';
import { RUN, wishFor } from './claim-actor.ts';
import { commitOn, isReallyDone } from './publisher.ts';
import { LEASE_S, type Stage, type StageOptions, stageScenario } from './stage.ts';

/** Paths that stay with the next wave, go to it in part, or lie above and below what it wants. */
const WAVES: readonly Readonly<Record<string, readonly string[]>>[] = [
  { u1: ['src/a'], u2: ['docs'] },
  { v1: ['src/a', 'src/b'], v2: ['docs/x'] },
  { w1: ['src'], w2: ['docs/x'] },
];
const RIVAL: readonly [readonly string[], ...(readonly string[])[]] = [['src/b'], ['docs/x'], ['src']];

/**
 * A CI run: waves of tasks handed over in one push, by an attempt that nobody renews; a second attempt that begins while
 * the first may still live; and somebody who wants the same paths.
 */
export function waveChaos(options: StageOptions): Scenario {
  return stageScenario(options, {
    mustHappen: ['next claimed', 'wave published', 'wave lost', 'left released', 'take claimed'],
    play: (stage) => new WavePlay(stage).play(),
  });
}

class WavePlay {
  readonly #stage: Stage;

  constructor(stage: Stage) {
    this.#stage = stage;
  }

  async play(): Promise<void> {
    const { world } = this.#stage;
    const hosts = [world.makeHost('runner-1'), world.makeHost('runner-2'), world.makeHost('bo')] as const;
    world.start('ci1', hosts[0], (life) => this.#attempt(life, 1));
    world.start('ci2', hosts[1], async (life) => {
      await life.machine.sleep(world.choices.pick([0.3, 1, 4]) * LEASE_S * 1000);
      await this.#attempt(life, 2);
    });
    world.start('rival', hosts[2], (life) => this.#rival(life));
    await world.run();
    await this.#stage.calm(async (life) => {
      for (const task of [...WAVES.flatMap((wave) => Object.keys(wave)), 'all'])
        await this.#stage.mustSucceed(life, `${task} cannot be had`, () => this.#mustGet(life, task));
      await this.#stage.tidy(life);
    });
    if (!this.#stage.broken) world.referee.checkLeftovers();
  }

  async #attempt(life: Life, attempt: number): Promise<void> {
    const { world } = this.#stage;
    const { claimant } = this.#stage.actor(life, { holder: 'ci', attempt });
    let held = await this.#begin(life, () => claimWave(claimant, wishesOf(WAVES[0] ?? {})));
    let tip = this.#stage.base;
    for (let at = 0; at < WAVES.length; at++) {
      const stop = held.map((one) => this.#believe(life, one));
      await life.machine.sleep(world.choices.pick([0.2, 0.8, 2.5]) * LEASE_S * 1000);
      for (const letGo of stop) letGo();
      const wave = this.#waveOf(claimant, held, tip);
      const next = WAVES[at + 1];
      if (!next) {
        this.#tell(await handOver(claimant, wave, async () => []));
        break;
      }
      held = await this.#begin(life, async () => {
        const handed = await handOver(claimant, wave, async () => wishesOf(next));
        tip = this.#tell(handed);
        return handed.next;
      });
    }
    // the last job, which always runs, or has been cancelled with the others
    if (world.choices.below(3) === 0) return;
    const left = await releaseLeft(claimant);
    world.count(left.released.length > 0 ? 'left released' : 'nothing left');
  }

  async #begin(life: Life, claim: () => Promise<ReadonlyMap<TaskId, TakeOutcome>>) {
    const { referee } = this.#stage.world;
    const watched = referee.watch(life.name);
    const outcomes = await claim();
    const open = new Set<string>();
    const held: HeldClaim[] = [];
    for (const [task, outcome] of outcomes) {
      this.#stage.world.log(() => `${life.name}: ${task}: ${outcome.kind}`);
      this.#stage.world.count(`next ${outcome.kind}`);
      if (outcome.kind === 'claimed' || outcome.kind === 'unknown') open.add(task);
      if (outcome.kind === 'claimed') held.push(outcome.held);
    }
    if (outcomes.size === 0) watched.dismiss();
    else watched.mustNotLand('it is not claimed', (task) => !open.has(task));
    return held;
  }

  #tell(end: Pick<HandedOver<never>, 'ends' | 'tip'>): Oid {
    const { world } = this.#stage;
    for (const [task, { kind, ...more }] of end.ends) {
      world.log(() => `  ${task}: ${kind}`);
      world.count(`wave ${kind}`);
      if (kind === 'published' && 'commit' in more) world.referee.checkPublished(`${RUN}/${task}`);
    }
    return end.tip;
  }

  #waveOf(claimant: Claimant, held: readonly HeldClaim[], tip: Oid): JobWave<never> {
    const { choices } = this.#stage.world;
    const isDone = held.map(() => choices.below(4) < 3);
    const handoff = { summary: '', paths: [], outputs: {} };
    return {
      result: { ref: this.#stage.resultRef, head: this.#stage.base, tip },
      finished: held.filter((_, at) => isDone[at]).map((one) => ({ held: one, handoff })),
      unfinished: held.filter((_, at) => !isDone[at]),
      combine: async (tasks, onto) => this.#combine(claimant, tasks, onto),
      findTrailer: this.#stage.publishing.findTrailer,
    };
  }

  #combine(claimant: Claimant, tasks: readonly FinishedTask[], onto: Oid) {
    const commits = new Map<TaskId, Oid>();
    let to = onto;
    for (const { held } of tasks) {
      const { run, task, claim } = held.record;
      const made = commitOn(
        to,
        `work\n\nAgentic-Task: ${run}/${task} ${claim}\n`,
        claimant.machine.randomHex(4),
      );
      this.#stage.world.network.objects.add(made);
      to = made.oid;
      commits.set(task, to);
    }
    return { to, commits, leftOut: new Map<TaskId, never>() };
  }

  #believe(life: Life, held: HeldClaim): () => void {
    const { leaseS, locks } = held.record;
    const isOver = () => isLeaseOver(held.leaseFrom, leaseS, bootInstant(life.machine));
    const belief = { actor: life.name, anchor: held.anchor, locks, leaseS, isOver };
    return this.#stage.world.referee.believe(belief);
  }

  async #rival(life: Life): Promise<void> {
    const { choices } = this.#stage.world;
    const actor = this.#stage.actor(life, { holder: 'process' });
    for (let round = 2 + choices.below(3); round > 0; round--) {
      await life.machine.sleep(choices.pick([0.1, 0.5, 2]) * LEASE_S * 1000);
      await actor.take(wishFor(`rival-${round}`, choices.pick(RIVAL), LEASE_S));
      await life.machine.sleep(LEASE_S * 200);
      await actor.release();
    }
  }

  async #mustGet(life: Life, task: string): Promise<boolean> {
    const actor = this.#stage.actor(life, { holder: 'process' });
    const wish = wishFor(task, task === 'all' ? ['docs', 'src'] : [], LEASE_S);
    let outcome = await actor.take(wish);
    if (outcome.kind === 'task-done') {
      if (await isReallyDone(actor, outcome.record)) {
        this.#stage.world.referee.checkPublished(`${RUN}/${task}`);
        return true;
      }
      outcome = await actor.take({ ...wish, parent: outcome.tip, againIfDone: true });
    }
    if (outcome.kind === 'claimed') await actor.release();
    return outcome.kind === 'claimed';
  }
}

const wishesOf = (wave: Readonly<Record<string, readonly string[]>>) =>
  Object.entries(wave).map(([task, paths]) => wishFor(task, paths, 3 * LEASE_S));
