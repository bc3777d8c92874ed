import { bootInstant, type HeldClaim } from '../../../src/app/claim/claimant.ts';
import { giveBack } from '../../../src/app/claim/give-back.ts';
import { holdPaths } from '../../../src/app/claim/hold-paths.ts';
import { narrowClaim } from '../../../src/app/claim/narrow-claim.ts';
import { recallClaims } from '../../../src/app/claim/recall-claims.ts';
import { isLeaseOver } from '../../../src/core/claim/lease.ts';
import { ALL_FAULTS } from '../faults.ts';
import type { Scenario } from '../histories.ts';
import { ALL_MISHAPS } from '../mishaps.ts';
import { RecallJudge } from '../referee/recall-judge.ts';
import type { SimulatedHost } from '../simulated-machine.ts';
import type { Life } from '../world.ts';
import { type ClaimActor, wishFor } from './claim-actor.ts';
import { LEASE_S, type Stage, type StageOptions, stageScenario } from './stage.ts';

const PATHS: readonly [readonly string[], ...(readonly string[])[]] = [
  ['src/a'],
  ['src/a', 'src/b'],
  ['src'],
  ['src/a/x', 'docs'],
  ['docs'],
];

export interface SessionChaosOptions extends StageOptions {
  /** Without the file lock, two commands of one session act at once. */
  readonly unlocked?: boolean;
}

/**
 * Sessions over many commands, up to two at the same moment, each a process of its own that may be killed; what a
 * session remembers is in its file, and who may write it has the file lock.
 */
export function sessionChaos(options: SessionChaosOptions): Scenario {
  return stageScenario(
    { mishaps: { ...ALL_MISHAPS, crash: 60 }, ...options },
    {
      mustHappen: [
        'hold new',
        'hold held',
        'hold renewed',
        'session release ended',
        'session narrow narrowed',
        'two commands at once',
      ],
      play: (stage) => new SessionPlay(stage, options).play(),
    },
  );
}

/** The server takes what was sent, or not, and is then away for longer than any command is patient. */
export const outages = (options: SessionChaosOptions): Scenario => {
  const request = { ...ALL_FAULTS.request, taken: 8 };
  const scenario = sessionChaos({
    faults: { ...ALL_FAULTS, request },
    mishaps: { ...ALL_MISHAPS, crash: 200, outage: 80 },
    ...options,
  });
  return { ...scenario, mustHappen: [...scenario.mustHappen, 'hold unknown', 'found again or given back'] };
};

/** One shell: it goes on when a command of its dies, and believes what the last ones that ended have told it. */
interface Session {
  readonly name: string;
  readonly host: SimulatedHost;
  readonly running: Life[];
  readonly disbelieve: Map<string, () => void>;
  commands: number;
}

class SessionPlay {
  readonly #stage: Stage;
  readonly #options: SessionChaosOptions;
  readonly #recalls: RecallJudge;

  constructor(stage: Stage, options: SessionChaosOptions) {
    this.#stage = stage;
    this.#recalls = new RecallJudge(stage.world.referee);
    this.#options = options;
  }

  async play(): Promise<void> {
    const { world } = this.#stage;
    const hosts = [world.makeHost('ana'), world.makeHost('bo')] as const;
    const sessions = hosts.map(
      (host, n): Session => ({
        name: `s${n + 1}`,
        host,
        running: [],
        disbelieve: new Map(),
        commands: 3 + world.choices.below(3),
      }),
    );
    this.#stage.startPerson(hosts[1]);
    for (const session of sessions) this.#nextCommand(session);
    while (sessions.some(({ running }) => running.length > 0)) {
      await world.run(() => this.#goOn(sessions));
      if (this.#stage.broken) return;
      this.#goOn(sessions);
    }
    for (const session of sessions) forgetAll(session);
    await this.#stage.calm((life) => this.#takeAll(life));
    if (!this.#stage.broken) world.referee.checkLeftovers();
  }

  /** Whoever's command has ended or died types the next one, or has typed it already. */
  #goOn(sessions: readonly Session[]): void {
    const { choices } = this.#stage.world;
    for (const session of sessions) {
      for (const life of session.running.filter(({ done, alive }) => done || !alive)) {
        session.running.splice(session.running.indexOf(life), 1);
        // a cleaned cache, or a disk that was full: a file that cannot be read counts as absent
        if (!life.alive && choices.oneIn(4)) this.#stage.diskOf(life.host).lose(session.name);
        if (session.running.length === 0) this.#nextCommand(session);
      }
      if (session.running.length === 1 && choices.oneIn(20)) {
        this.#nextCommand(session);
        if (session.running.length > 1) this.#stage.world.count('two commands at once');
      }
    }
  }

  #nextCommand(session: Session): void {
    const { world } = this.#stage;
    if (session.commands-- <= 0) return;
    const command =
      session.commands === 0
        ? 'release'
        : world.choices.pick(['claim', 'claim', 'claim', 'wait', 'narrow', 'release']);
    const life = world.start(`${session.name}.${session.commands}`, session.host, (of) => {
      if (command === 'wait') return of.machine.sleep(world.choices.pick([0.3, 0.9]) * LEASE_S * 1000);
      const actor = this.#stage.actor(of, { holder: 'session', session: session.name });
      const act = () => this.#judged(session, actor, command);
      return this.#options.unlocked ? act() : this.#stage.diskOf(of.host).alone(session.name, of, act);
    });
    session.running.push(life);
  }

  /** Rule 21, over one command; true: it has done what was asked, or said who is in the way. */
  async #judged(session: Session, actor: ClaimActor, command: string): Promise<void> {
    const of = {
      session: session.name,
      disk: this.#stage.diskOf(session.host),
      machine: actor.claimant.machine,
    };
    const before = this.#recalls.begin(of);
    const unknown = this.#recalls.countUnknown(of, before);
    const done = await this.#perform(session, actor, command);
    if (done) this.#recalls.end(of, before);
    // what it has found again it relies on, whatever the command was about
    for (const held of of.disk.remembered(session.name).values())
      if (done && held.confirmed && !held.ending && !session.disbelieve.has(held.record.task))
        this.#believe(session, actor, held);
    if (done && unknown > 0) actor.world.count('found again or given back');
  }

  #perform(session: Session, actor: ClaimActor, command: string): Promise<boolean> {
    if (command === 'claim') return this.#claim(session, actor);
    return command === 'narrow' ? this.#narrow(session, actor) : this.#release(session, actor);
  }

  async #claim(session: Session, actor: ClaimActor): Promise<boolean> {
    const { choices } = actor.world;
    const task = choices.pick([`t-${session.name}`, 't']);
    // until it is answered anew nothing is relied on: a claim may be given back to be widened to a directory
    session.disbelieve.get(task)?.();
    const outcome = await holdPaths(actor.claimant, wishFor(task, choices.pick(PATHS), LEASE_S));
    const said = outcome.kind === 'claimed' ? outcome.how : outcome.kind;
    actor.say(() => `claim: ${said}`);
    actor.world.count(`hold ${said}`);
    if (outcome.kind === 'claimed') this.#believe(session, actor, outcome.held);
    return outcome.kind !== 'failed' && outcome.kind !== 'unknown';
  }

  async #release(session: Session, actor: ClaimActor): Promise<boolean> {
    forgetAll(session);
    const { failure } = await giveBack(actor.claimant, await recallClaims(actor.claimant));
    const said = failure === undefined ? 'ended' : 'failed';
    actor.say(() => `release: ${said}`);
    actor.world.count(`session release ${said}`);
    return failure === undefined;
  }

  /** Gives back one path of a claim of several. */
  async #narrow(session: Session, actor: ClaimActor): Promise<boolean> {
    const mine = await recallClaims(actor.claimant);
    const held = mine.held.find(({ record }) => record.locks.length > 1);
    const [lock] = held?.record.locks ?? [];
    if (held === undefined || lock === undefined) return mine.open.length === 0;
    session.disbelieve.get(held.record.task)?.();
    const outcome = await narrowClaim(actor.claimant, held, [lock]);
    actor.say(() => `narrow: ${outcome.kind}`);
    actor.world.count(`session narrow ${outcome.kind}`);
    if (outcome.kind === 'narrowed') this.#believe(session, actor, outcome.held);
    return outcome.kind !== 'failed';
  }

  #believe(session: Session, actor: ClaimActor, held: HeldClaim): void {
    const { machine } = actor.claimant;
    session.disbelieve.get(held.record.task)?.();
    const stop = actor.world.referee.believe({
      actor: session.name,
      anchor: held.anchor,
      locks: held.record.locks,
      leaseS: held.record.leaseS,
      isOver: () => isLeaseOver(held.leaseFrom, held.record.leaseS, bootInstant(machine)),
    });
    session.disbelieve.set(held.record.task, stop);
  }

  async #takeAll(life: Life): Promise<void> {
    const actor = this.#stage.actor(life, { holder: 'session', session: 'last' });
    for (const [task, paths] of [
      ...['t', 't-s1', 't-s2'].map((name) => [name, []] as const),
      ['all', ['docs', 'src']] as const,
    ])
      await this.#stage.mustSucceed(life, `${task} cannot be had`, async () => {
        const got = (await actor.take(wishFor(task, paths, LEASE_S))).kind === 'claimed';
        if (got) await actor.release();
        return got;
      });
  }
}

function forgetAll(session: Session): void {
  for (const stop of session.disbelieve.values()) stop();
  session.disbelieve.clear();
}
