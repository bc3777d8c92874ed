import { bootInstant, type HeldClaim } from '../../src/app/claim/desk.ts';
import { endClaim } from '../../src/app/claim/end-claim.ts';
import { heldClaims, holdPaths } from '../../src/app/claim/hold-paths.ts';
import { isLeaseOver } from '../../src/core/claim/lease.ts';
import { ClaimActor, wishFor } from './claim-actor.ts';
import { anyOrder, type ChaosOptions, DAY_MS, LEASE_S } from './claim-chaos.ts';
import { ALL_FAULTS } from './faults.ts';
import type { HistoryEnd, Scenario } from './histories.ts';
import { SimulatedDisk } from './simulated-disk.ts';
import type { SimulatedHost } from './simulated-machine.ts';
import { ALL_MISHAPS, type Life, World } from './world.ts';

const PATHS: readonly [readonly string[], ...(readonly string[])[]] = [
  ['src/a'],
  ['src/a', 'src/b'],
  ['src'],
  ['src/a/x', 'docs'],
  ['docs'],
];

/** Sessions over many commands, each a process of its own that may be killed; what a session remembers is in its file. */
export function sessionChaos(options: Pick<ChaosOptions, 'name' | 'anyOrder' | 'bend'>): Scenario {
  return {
    name: options.name,
    mustHappen: ['hold new', 'hold held', 'hold renewed', 'session release ended'],
    async play(choices, trace): Promise<HistoryEnd> {
      const world = new World({
        choices,
        faults: ALL_FAULTS,
        mishaps: { ...ALL_MISHAPS, crash: 60 },
        leaseS: LEASE_S,
        skew: DAY_MS,
        ...(trace ? { trace } : {}),
      });
      if (options.anyOrder) world.network.order = anyOrder(choices);
      await new SessionPlay(world, options).play();
      return { violations: world.referee.violations, steps: world.scheduler.steps, counts: world.counts };
    },
  };
}

/** One shell: it goes on when a command of its dies, and believes what the last one that ended has told it. */
interface Session {
  readonly name: string;
  readonly host: SimulatedHost;
  commands: number;
  disbelieve: () => void;
}

class SessionPlay {
  readonly #world: World;
  readonly #options: Pick<ChaosOptions, 'bend'>;
  readonly #disks = new Map<SimulatedHost, SimulatedDisk>();

  constructor(world: World, options: Pick<ChaosOptions, 'bend'>) {
    this.#world = world;
    this.#options = options;
  }

  async play(): Promise<void> {
    const world = this.#world;
    const hosts = [world.makeHost('ana'), world.makeHost('bo')];
    const sessions = hosts.map(
      (host, n): Session => ({
        name: `s${n + 1}`,
        host,
        commands: 3 + world.choices.below(3),
        disbelieve: () => {},
      }),
    );
    for (const session of sessions) this.#nextCommand(session);
    while (sessions.some(({ commands }) => commands >= 0)) {
      await world.run(() => this.#goOn(sessions));
      if (world.referee.violations.length > 0) return;
      this.#goOn(sessions);
    }
    world.calmDown();
    await world.drain();
    world.start('last', world.makeHost('last'), (life) => this.#takeAll(life));
    await world.run();
    if (world.referee.violations.length === 0) world.referee.checkLeftovers();
  }

  readonly #running = new Map<Session, Life>();

  /** Whoever's command has ended or died types the next one. */
  #goOn(sessions: readonly Session[]): void {
    for (const session of sessions) {
      const life = this.#running.get(session);
      if (life && (life.done || !life.alive)) this.#nextCommand(session);
    }
  }

  #nextCommand(session: Session): void {
    const { choices } = this.#world;
    this.#running.delete(session);
    if (session.commands-- <= 0) {
      session.disbelieve();
      session.commands = -1;
      return;
    }
    const command = session.commands === 0 ? 'release' : choices.pick(['claim', 'claim', 'wait', 'release']);
    const life = this.#world.start(`${session.name}.${session.commands}`, session.host, (of) => {
      const actor = this.#actor(of, session.name);
      if (command === 'wait') return actor.desk.machine.sleep(choices.pick([0.3, 0.9]) * LEASE_S * 1000);
      return command === 'claim' ? this.#claim(session, actor) : this.#release(session, actor);
    });
    this.#running.set(session, life);
  }

  #actor(life: Life, session: string): ClaimActor {
    const world = this.#world;
    const disk = this.#disks.get(life.host) ?? new SimulatedDisk(world.scheduler);
    this.#disks.set(life.host, disk);
    const { bend } = this.#options;
    return new ClaimActor({ world, life, disk, holder: 'session', session, ...(bend ? { bend } : {}) });
  }

  async #claim(session: Session, actor: ClaimActor): Promise<void> {
    const { choices } = this.#world;
    const wish = wishFor(choices.pick([`t-${session.name}`, 't']), choices.pick(PATHS), LEASE_S);
    // until it is answered anew nothing is relied on: a claim may be given back to be widened to a directory
    session.disbelieve();
    const outcome = await holdPaths(actor.desk, wish);
    const said = outcome.kind === 'claimed' ? outcome.how : outcome.kind;
    actor.say(() => `claim: ${said}`);
    this.#world.count(`hold ${said}`);
    if (outcome.kind === 'claimed') this.#believe(session, actor, outcome.held);
  }

  async #release(session: Session, actor: ClaimActor): Promise<void> {
    session.disbelieve();
    for (const held of await heldClaims(actor.desk)) {
      const outcome = await endClaim(actor.desk, held, { state: 'released' });
      actor.say(() => `release: ${outcome.kind}`);
      this.#world.count(`session release ${outcome.kind}`);
    }
  }

  #believe(session: Session, actor: ClaimActor, held: HeldClaim): void {
    const { machine } = actor.desk;
    session.disbelieve = this.#world.referee.believe({
      actor: session.name,
      anchor: held.anchor,
      locks: held.record.locks,
      isOver: () => isLeaseOver(held.leaseFrom, held.record.leaseS, bootInstant(machine)),
    });
  }

  async #takeAll(life: Life): Promise<void> {
    const actor = this.#actor(life, 'last');
    const wishes = [
      ...['t', 't-s1', 't-s2'].map((task) => [task, []] as const),
      ['all', ['docs', 'src']] as const,
    ];
    for (const [task, paths] of wishes) {
      let got = false;
      for (let tries = 0; tries < 12 && !got; tries++) {
        got = (await actor.take(wishFor(task, paths, LEASE_S))).kind === 'claimed';
        if (got) await actor.release();
        else await life.machine.sleep(LEASE_S * 400);
      }
      if (!got) this.#world.referee.say(5, `${task} cannot be had although nobody holds it`);
    }
  }
}
