import type { ClaimWish, TakeOutcome } from '../../../src/app/claim/claim-attempt.ts';
import {
  bootInstant,
  type Claimant,
  type HeldClaim,
  processMemory,
} from '../../../src/app/claim/claimant.ts';
import { type EndOutcome, type EndWish, endClaim } from '../../../src/app/claim/end-claim.ts';
import { type RenewOutcome, renewClaim } from '../../../src/app/claim/renew-claim.ts';
import { takeClaim } from '../../../src/app/claim/take-claim.ts';
import type { Holder } from '../../../src/core/claim/holder.ts';
import { isLeaseOver } from '../../../src/core/claim/lease.ts';
import type { LockName, RepoPath, RunId, TaskId } from '../../../src/core/model/ids.ts';
import type { SimulatedDisk } from '../simulated-disk.ts';
import type { SimulatedHost } from '../simulated-machine.ts';
import type { Life, World } from '../world.ts';

/** The claim use cases of the program, which a mutation may replace by broken ones. */
export interface ClaimUseCases {
  readonly take: typeof takeClaim;
  readonly renew: typeof renewClaim;
  readonly end: typeof endClaim;
}

export const REAL_USE_CASES: ClaimUseCases = { take: takeClaim, renew: renewClaim, end: endClaim };

export interface ActorOptions {
  readonly world: World;
  readonly life: Life;
  readonly disk: SimulatedDisk;
  readonly holder: 'process' | 'session' | 'ci';
  /** Of a session: the name that outlives its processes. */
  readonly session?: string;
  /** Of a CI run: which attempt of it this life belongs to, and of which run, where there are several. */
  readonly attempt?: number;
  readonly run?: string;
  readonly useCases?: ClaimUseCases;
  /** Wraps what the use cases work with; the place where mutations of the ports go. */
  readonly bend?: (claimant: Claimant, world: World) => Claimant;
}

/** One process that claims, renews, widens and ends, and says to the referee what it takes itself to hold. */
export class ClaimActor {
  readonly claimant: Claimant;
  readonly world: World;
  readonly life: Life;
  readonly #use: ClaimUseCases;
  #held: HeldClaim | undefined;
  #disbelieve: () => void = () => {};

  constructor(options: ActorOptions) {
    const { world, life, disk } = options;
    this.world = world;
    this.life = life;
    this.#use = options.useCases ?? REAL_USE_CASES;
    const session = options.session ?? life.name;
    const claimant: Claimant = {
      store: world.network.storeFor(life.name),
      machine: life.machine,
      holder: holderOf(options, session),
      memory: options.holder === 'session' ? disk.memoryOf(session, life.name) : processMemory(),
      sightings: disk.sightings(),
      isKnownDead: async (holder) => isKnownDead(world, life.host, holder),
      retryBudgetMs: 20_000,
    };
    this.claimant = options.bend?.(claimant, world) ?? claimant;
  }

  get held(): HeldClaim | undefined {
    return this.#held;
  }

  async take(wish: ClaimWish): Promise<TakeOutcome> {
    const watched = this.world.referee.watch(this.life.name);
    const outcome = await this.#use.take(this.claimant, wish);
    // what is said to be refused or failed must not be there, nor come later
    if (outcome.kind === 'claimed' || outcome.kind === 'unknown') watched.dismiss();
    else watched.mustNotLand(outcome.kind);
    this.say(() => `take: ${outcome.kind}`);
    this.world.count(`take ${outcome.kind}`);
    if (outcome.kind === 'claimed') this.hold(outcome.held);
    return outcome;
  }

  async renew(add: readonly string[] = []): Promise<RenewOutcome | undefined> {
    if (!this.#held) return undefined;
    const widening = add.length > 0 ? { widening: { paths: pathsOf(add) } } : {};
    const outcome = await this.#use.renew(this.claimant, this.#held, widening);
    this.say(() => `${add.length > 0 ? 'widen' : 'renew'}: ${outcome.kind}`);
    this.world.count(`${add.length > 0 ? 'widen' : 'renew'} ${outcome.kind}`);
    if (outcome.kind === 'lost') this.letGo();
    else this.hold(outcome.held);
    return outcome;
  }

  async release(): Promise<void> {
    const held = this.letGo();
    if (held) await this.end(held, { state: 'released' });
  }

  async end(held: HeldClaim, wish: EndWish): Promise<EndOutcome> {
    const outcome = await this.#use.end(this.claimant, held, wish);
    this.say(() => `${wish.state}: ${outcome.kind}`);
    this.world.count(`${wish.state} ${outcome.kind}`);
    return outcome;
  }

  /** From now on this actor takes itself for the holder, as long as the lease by its own clocks. */
  hold(held: HeldClaim): void {
    this.#disbelieve();
    this.#held = held;
    this.#disbelieve = this.world.referee.believe({
      actor: this.life.name,
      anchor: held.anchor,
      locks: held.record.locks,
      leaseS: held.record.leaseS,
      isOver: () => isLeaseOver(held.leaseFrom, held.record.leaseS, bootInstant(this.life.machine)),
    });
  }

  /** Stops believing, and hands over what there is to end. */
  letGo(): HeldClaim | undefined {
    const held = this.#held;
    this.#disbelieve();
    this.#held = undefined;
    return held;
  }

  isOver(): boolean {
    const held = this.#held;
    return !held || isLeaseOver(held.leaseFrom, held.record.leaseS, bootInstant(this.life.machine));
  }

  say(line: () => string): void {
    this.world.log(() => `${this.life.name}: ${line()}`);
  }
}

export const RUN = 'main-00000000' as RunId;

/** In the simulator a path's lock is the path itself: naming locks is tested elsewhere. */
const pathsOf = (names: readonly string[]): ClaimWish['paths'] =>
  names.map((name) => ({ path: name as RepoPath, lock: name as LockName }));

export const wishFor = (task: string, paths: readonly string[], leaseS: number): ClaimWish => ({
  run: RUN,
  task: task as TaskId,
  paths: pathsOf(paths),
  leaseS,
});

function holderOf({ holder, life, world, attempt = 1, run = '77' }: ActorOptions, session: string): Holder {
  switch (holder) {
    case 'session':
      return { kind: 'session', id: session, name: session };
    case 'ci': {
      const of = { kind: 'ci', repository: 'acme/shop', run, attempt } as const;
      world.attempts.set(life.name, of);
      return of;
    }
    case 'process': {
      const { boot, name } = life.host;
      return { kind: 'process', host: name, name, boot, namespace: 'pid:[1]', pid: life.pid, started: '0' };
    }
  }
}

/** Same boot and namespace, and the process is gone; or CI's host says that the attempt is over, where it answers. */
function isKnownDead(world: World, host: SimulatedHost, holder: Holder): boolean {
  if (holder.kind === 'ci') return world.isAttemptOver(holder) && world.choices.below(3) < 2;
  return holder.kind === 'process' && holder.boot === host.boot && world.isGone(holder.pid);
}
