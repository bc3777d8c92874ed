import type { Machine } from '../../src/app/ports/machine.ts';
import { type CiHolder, holderKey } from '../../src/core/claim/holder.ts';
import type { Choices } from './choices.ts';
import { ALL_FAULTS, type FaultRates } from './faults.ts';
import { type Mishaps, strike } from './mishaps.ts';
import { Referee } from './referee/referee.ts';
import { macrotask, Scheduler } from './scheduler.ts';
import { EPOCH, SimulatedHost, simulatedMachine } from './simulated-machine.ts';
import { SimulatedNetwork } from './simulated-network.ts';

export interface WorldOptions {
  readonly choices: Choices;
  readonly faults?: FaultRates;
  readonly mishaps?: Mishaps;
  readonly leaseS: number;
  /** How late a late request may be, in seconds; four leases where nothing is said. */
  readonly latestS?: number;
  /** Wall clocks are wrong by up to so many milliseconds. */
  readonly skew?: number;
  readonly maxSteps?: number;
  readonly trace?: (line: string) => void;
}

/** One life of one actor's program. */
export interface Life {
  readonly name: string;
  readonly pid: number;
  readonly host: SimulatedHost;
  readonly machine: Machine;
  alive: boolean;
  done: boolean;
}

/** A history in the making: actors with their machines, the network between them, and the referee above. */
export class World {
  readonly choices: Choices;
  readonly scheduler: Scheduler;
  readonly network: SimulatedNetwork;
  readonly referee: Referee;
  readonly options: WorldOptions;
  readonly lives: Life[] = [];
  readonly counts: Record<string, number> = {};
  /** Lives of a CI run, each with its run and attempt. */
  readonly attempts = new Map<string, CiHolder>();
  /** What CI's host says of attempts, where a play has one; else an attempt is over with its lives. */
  isConcluded: ((of: CiHolder) => boolean) | undefined;
  /** Told of each death. */
  readonly onCrash: ((life: Life) => void)[] = [];
  #hosts = 0;
  #troubled = true;
  #started = false;

  constructor(options: WorldOptions) {
    this.options = options;
    this.choices = options.choices;
    this.scheduler = new Scheduler(options.choices);
    this.network = new SimulatedNetwork({
      scheduler: this.scheduler,
      choices: options.choices,
      faults: options.faults ?? ALL_FAULTS,
      awayMs: [0.4, 0.75, 1.5].map((leases) => leases * options.leaseS * 1000) as [number, number, number],
      latest: (options.latestS ?? options.leaseS * 4) * 1000,
      log: (line) => this.log(line),
    });
    this.referee = new Referee(this.network, {
      now: () => this.scheduler.now,
      latestWall: () => EPOCH + this.scheduler.now + (options.skew ?? 0),
      isGone: (pid) => this.isGone(pid),
      isAttemptOver: (of) => this.isAttemptOver(of),
      attemptOf: (actor) => this.attempts.get(actor),
    });
  }

  log(line: () => string): void {
    this.options.trace?.(`${(this.scheduler.now / 1000).toFixed(1).padStart(9)} s  ${line()}`);
  }

  /** `line`: what the story says of it. */
  count(what: string, line?: () => string): void {
    if (line !== undefined) this.log(line);
    this.counts[what] = (this.counts[what] ?? 0) + 1;
  }

  /** A host with clocks of its own; one process or several run on it. */
  makeHost(name: string): SimulatedHost {
    const limit = this.options.skew ?? 0;
    const skew = limit === 0 ? 0 : (this.choices.below(5) - 2) * Math.floor(limit / 2);
    return new SimulatedHost({ name, scheduler: this.scheduler, number: this.#hosts++, skew });
  }

  /** Starts a program; when it throws, that is a bug of ours (rule 9). */
  start(name: string, host: SimulatedHost, program: (life: Life) => Promise<void>): Life {
    const pid = this.lives.length + 1;
    const machine = simulatedMachine({ host, life: name, scheduler: this.scheduler, seed: 1000 + pid });
    const life: Life = { name, pid, host, machine, alive: true, done: false };
    this.lives.push(life);
    this.#started = true;
    program(life).then(
      () => {
        life.done = true;
      },
      (error: unknown) => {
        life.done = true;
        if (life.alive)
          this.referee.say(9, `${name} threw ${error instanceof Error ? error.stack : String(error)}`);
      },
    );
    return life;
  }

  /** kill -9: what was sent is under way, what was believed is forgotten. */
  crash(life: Life): void {
    this.log(() => `(${life.name} is killed)`);
    life.alive = false;
    this.scheduler.forget(life.name);
    this.referee.forget(life.name);
    for (const tell of this.onCrash) tell(life);
  }

  isGone(pid: number): boolean {
    return !this.lives.some((life) => life.pid === pid && life.alive && !life.done);
  }

  isAttemptOver(of: CiHolder): boolean {
    if (this.isConcluded !== undefined) return this.isConcluded(of);
    const key = holderKey(of);
    return !this.lives.some(({ name, alive, done }) => {
      const at = this.attempts.get(name);
      return at !== undefined && holderKey(at) === key && alive && !done;
    });
  }

  /** Runs until every program is done, or a rule is broken. */
  async run(afterEach: () => void = () => {}): Promise<void> {
    const maxSteps = this.options.maxSteps ?? 3000;
    while (this.lives.some((life) => life.alive && !life.done)) {
      if (this.scheduler.steps > maxSteps) {
        this.referee.say(7, `no end after ${maxSteps} steps`);
        return;
      }
      if (this.#started) await macrotask(); // a fresh program runs up to its first wait
      this.#started = false;
      if ((await this.scheduler.next()) === undefined) {
        if (this.#unfinished() !== '')
          this.referee.say(8, `nothing more happens, but ${this.#unfinished()} wait`);
        return;
      }
      this.referee.afterStep();
      if (this.referee.violations.length > 0) return;
      if (this.#troubled) strike(this);
      afterEach();
    }
  }

  /** Lets what is still under way arrive. */
  async drain(): Promise<void> {
    await macrotask();
    while (this.referee.violations.length === 0 && (await this.scheduler.next())) this.referee.afterStep();
  }

  /** Faults stop; what is under way arrives in its time. */
  calmDown(): void {
    this.log(() => '(faults stop)');
    this.#troubled = false;
    this.network.calmDown();
  }

  #unfinished(): string {
    return this.lives
      .filter((life) => life.alive && !life.done)
      .map((life) => life.name)
      .join(', ');
  }
}
