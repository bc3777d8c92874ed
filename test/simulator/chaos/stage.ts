import { evictClaim } from '../../../src/app/claim/clear-claims.ts';
import { listClaims } from '../../../src/app/claim/list-claims.ts';
import { observe } from '../../../src/app/claim/observe.ts';
import type { Publishing } from '../../../src/app/ports/publishing.ts';
import { examineTable } from '../../../src/app/upkeep/examine-table.ts';
import { fixTable } from '../../../src/app/upkeep/fix-table.ts';
import { resultRef } from '../../../src/core/claim/refs.ts';
import type { Oid } from '../../../src/core/model/ids.ts';
import type { Choices } from '../choices.ts';
import { ContentTrees } from '../content-trees.ts';
import { ALL_FAULTS, type FaultRates } from '../faults.ts';
import type { HistoryEnd, Scenario } from '../histories.ts';
import { ALL_MISHAPS, type Mishaps } from '../mishaps.ts';
import { gitOrder, type ServerOrder } from '../ref-server.ts';
import { SimulatedDisk } from '../simulated-disk.ts';
import type { SimulatedHost } from '../simulated-machine.ts';
import { simulatedPublishing } from '../simulated-publishing.ts';
import { type Life, World } from '../world.ts';
import { type ActorOptions, ClaimActor, RUN } from './claim-actor.ts';
import { commitOn } from './publisher.ts';

export const LEASE_S = 60;
const DAY_MS = 24 * 3600 * 1000;

/** What a family of histories is made of; the rest is chance. */
export interface StageOptions {
  readonly name: string;
  readonly faults?: FaultRates;
  readonly mishaps?: Mishaps;
  readonly anyOrder?: boolean;
  readonly latestS?: number;
  /** Of the claims that it is about, and how far wall clocks are off, in seconds. */
  readonly leaseS?: number;
  readonly skewS?: number;
  readonly maxSteps?: number;
  /** A person looks on and orders claims to be ended. */
  readonly person?: boolean;
  /** The result is there from the beginning; else the plays open their runs themselves. */
  readonly begun?: boolean;
  readonly bendPublishing?: (real: Publishing) => Publishing;
  readonly bend?: ActorOptions['bend'];
}

/** A scenario of actors on a stage: everything goes wrong for a while; what then must be is the play's to say. */
export function stageScenario(
  options: StageOptions,
  how: {
    readonly mustHappen: readonly string[];
    readonly weight?: number;
    readonly play: (stage: Stage) => Promise<void>;
  },
): Scenario {
  return {
    name: options.name,
    weight: how.weight ?? 1,
    mustHappen: [...how.mustHappen, ...(options.person ? ['order applied'] : [])],
    async play(choices, trace): Promise<HistoryEnd> {
      const stage = new Stage(options, choices, trace);
      await how.play(stage);
      const { world } = stage;
      return { violations: world.referee.violations, steps: world.scheduler.steps, counts: world.counts };
    },
  };
}

/** The world of one history with what all plays need: hosts with disks, actors, and a run with an empty result. */
export class Stage {
  readonly world: World;
  readonly options: StageOptions;
  readonly base: Oid;
  readonly resultRef = resultRef(RUN);
  readonly trees = new ContentTrees();
  readonly publishing: Publishing;
  /** Trees that passed the team's test. */
  readonly tested = new Set<Oid>();
  isCalm = false;
  readonly #disks = new Map<SimulatedHost, SimulatedDisk>();

  constructor(options: StageOptions, choices: Choices, trace?: (line: string) => void) {
    this.options = options;
    this.world = new World({
      choices,
      faults: options.faults ?? ALL_FAULTS,
      mishaps: options.mishaps ?? ALL_MISHAPS,
      leaseS: options.leaseS ?? LEASE_S,
      skew: options.skewS === undefined ? DAY_MS : options.skewS * 1000,
      ...(options.latestS === undefined ? {} : { latestS: options.latestS }),
      ...(options.maxSteps === undefined ? {} : { maxSteps: options.maxSteps }),
      ...(trace ? { trace } : {}),
    });
    if (options.anyOrder) this.world.network.order = anyOrder(choices);
    const base = commitOn(null, 'base', 'somebody');
    this.world.network.objects.add(base);
    if (options.begun ?? true) this.world.network.server.force(resultRef(RUN), base.oid);
    this.base = base.oid;
    const bend = options.bendPublishing ?? ((real) => real);
    this.publishing = bend(simulatedPublishing(this.world.network.objects, this.trees));
  }

  /** A rule is broken already: the rest of the play would only add to the noise. */
  get broken(): boolean {
    return this.world.referee.violations.length > 0;
  }

  diskOf(host: SimulatedHost): SimulatedDisk {
    const disk = this.#disks.get(host) ?? new SimulatedDisk(this.world);
    this.#disks.set(host, disk);
    return disk;
  }

  actor(
    life: Life,
    as: Pick<ActorOptions, 'holder' | 'session' | 'attempt' | 'run' | 'useCases'>,
  ): ClaimActor {
    const { bend } = this.options;
    const disk = this.diskOf(life.host);
    return new ClaimActor({ world: this.world, life, disk, ...as, ...(bend ? { bend } : {}) });
  }

  /** Starts so many programs on two hosts in turn, and a person where one is asked for; runs until all have ended. */
  async runChaos(actors: number, program: (life: Life) => Promise<void>): Promise<void> {
    const { world } = this;
    const hosts = [world.makeHost('ana'), world.makeHost('bo')] as const;
    for (let n = 0; n < actors; n++) world.start(`p${n + 1}`, hosts[n % 2] ?? hosts[0], program);
    this.startPerson(hosts[1]);
    await world.run();
  }

  startPerson(host: SimulatedHost): void {
    if (this.options.person) this.world.start('person', host, (life) => this.#orderEnds(life));
  }

  /** Faults stop and what is under way arrives; then one last actor with everything to itself. */
  async calm(last: (life: Life) => Promise<void>): Promise<void> {
    const { world } = this;
    if (this.broken) return;
    world.calmDown();
    this.isCalm = true;
    await world.drain();
    world.referee.checkUnwanted();
    world.start('last', world.makeHost('last'), last);
    await world.run();
    if (!this.broken) await world.drain();
  }

  /** Rule 5: tries for as long as the dead can block, some times over. */
  async mustSucceed(life: Life, what: string, attempt: () => Promise<boolean>): Promise<void> {
    for (let tries = 0; tries < 12; tries++) {
      if (await attempt()) return;
      await life.machine.sleep(this.world.options.leaseS * 400);
    }
    this.world.referee.say(5, `${what} although nobody holds it`);
  }

  /** `doctor --fix`, until it finds nothing: what is left of the dead that nobody asks for any more. */
  async tidy(life: Life): Promise<void> {
    const { claimant } = this.actor(life, { holder: 'session' });
    await this.mustSucceed(life, 'the table cannot be tidied', async () => {
      const exam = await examineTable(claimant, this.publishing);
      if (!exam.ok) return false;
      const { over, stuck, litter } = exam.value.upkeep;
      if (over.length + stuck.length + litter.length > 0) await fixTable(claimant, exam.value.upkeep);
      return exam.value.counts.locks + exam.value.counts.claims === 0;
    });
  }

  /** `release --force`: looks, and ends what is found, by a person's decision. */
  async #orderEnds(life: Life): Promise<void> {
    const { choices, referee } = this.world;
    const { claimant } = this.actor(life, { holder: 'session' });
    for (let orders = 1 + choices.below(2); orders > 0; orders--) {
      await life.machine.sleep(choices.pick([0.05, 0.2, 0.5]) * LEASE_S * 1000);
      const look = await observe(claimant, { locks: 'all', taskRefs: [] });
      const { claims } = look.ok ? listClaims(look.value) : { claims: [] };
      const claim = claims[choices.below(Math.max(1, claims.length))];
      if (!claim) continue;
      this.world.log(() => `person: orders ${claim.anchor.slice(0, 7)} to be ended`);
      referee.order(claim.anchor, life.name);
      const reason = 'released by a person';
      const outcome = await evictClaim(claimant, { ...claim, tip: claim.record, reason });
      this.world.count(`order ${outcome.kind}`);
    }
  }
}

/** Any server's order: refs are moved as chance has it. */
const anyOrder =
  (choices: Choices): ServerOrder =>
  (commands) => {
    const left = [...gitOrder(commands)];
    return commands.flatMap(() => left.splice(choices.below(left.length), 1));
  };
