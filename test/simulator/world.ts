import type { Machine } from '../../src/app/ports/machine.ts';
import { LOCKS, TASKS } from '../../src/core/claim/refs.ts';
import type { Choices } from './choices.ts';
import { ALL_FAULTS, type FaultRates } from './faults.ts';
import { Referee } from './referee.ts';
import { macrotask, Scheduler } from './scheduler.ts';
import { SimulatedHost, simulatedMachine } from './simulated-machine.ts';
import { SimulatedNetwork } from './simulated-network.ts';

/** Chances, once in so many steps (0: never), of what happens to actors and their clocks. */
export interface Mishaps {
  readonly crash: number;
  readonly pause: number;
  readonly suspend: number;
  readonly clockStep: number;
  /** Somebody who does not ask deletes a lock or a task ref. */
  readonly vandal?: number;
}

export interface WorldOptions {
  readonly choices: Choices;
  readonly faults?: FaultRates;
  readonly mishaps?: Mishaps;
  readonly leaseS: number;
  /** Wall clocks are wrong by up to so many milliseconds. */
  readonly skew?: number;
  readonly maxSteps?: number;
  readonly trace?: (line: string) => void;
}

export const ALL_MISHAPS: Mishaps = { crash: 90, pause: 60, suspend: 120, clockStep: 120 };
export const NO_MISHAPS: Mishaps = { crash: 0, pause: 0, suspend: 0, clockStep: 0 };

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
      latest: options.leaseS * 4000,
      log: (line) => this.log(line),
    });
    this.referee = new Referee(this.network);
  }

  log(line: () => string): void {
    this.options.trace?.(`${(this.scheduler.now / 1000).toFixed(1).padStart(9)} s  ${line()}`);
  }

  count(what: string): void {
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
      this.referee.checkExclusion();
      if (this.referee.violations.length > 0) return;
      if (this.#troubled) this.#strike();
      afterEach();
    }
  }

  /** Lets what is still under way arrive. */
  async drain(): Promise<void> {
    await macrotask();
    while (this.referee.violations.length === 0 && (await this.scheduler.next()))
      this.referee.checkExclusion();
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

  #strike(): void {
    const { crash, pause, suspend, clockStep, vandal = 0 } = this.options.mishaps ?? ALL_MISHAPS;
    const { choices } = this;
    const life = (): Life | undefined => {
      const able = this.lives.filter((l) => l.alive && !l.done);
      return able.length > 0 ? able[choices.below(able.length)] : undefined;
    };
    const is = (rate: number): boolean => rate > 0 && choices.oneIn(rate);
    if (is(pause)) this.#stop(life(), false);
    if (is(suspend)) this.#stop(life(), true);
    if (is(clockStep)) this.#stepClock(life());
    if (is(vandal)) this.#deleteSomething();
    if (is(crash)) {
      const victim = life();
      if (victim) this.crash(victim);
    }
  }

  /** SIGSTOP, or a closed lid: nothing reaches the process, or all of the host's, for a while. */
  #stop(life: Life | undefined, suspended: boolean): void {
    if (!life || (suspended && (life.host.trouble === 'steps' || life.host.asleep))) return;
    if (suspended) Object.assign(life.host, { trouble: 'suspends', asleep: true });
    const ms = this.choices.pick([0.2, 0.6, 1.2, 3]) * this.options.leaseS * 1000;
    const stopped = suspended ? this.lives.filter(({ host }) => host === life.host) : [life];
    const names = stopped.map(({ name }) => name);
    this.log(() => `(${names.join(', ')}: ${suspended ? 'suspended' : 'stopped'} for ${ms / 1000} s)`);
    for (const name of names) this.scheduler.stop(name);
    const from = this.scheduler.now;
    this.scheduler.after(ms, {
      label: `${names.join(', ')} go on`,
      run: () => {
        this.log(() => `(${names.join(', ')} go on)`);
        if (suspended) {
          life.host.suspended += this.scheduler.now - from;
          life.host.asleep = false;
        }
        for (const name of names) this.scheduler.wake(name);
      },
    });
  }

  /** From now on nobody can be kept out; what was published stays published once. */
  #deleteSomething(): void {
    const { server } = this.network;
    const refs = [...server.refs.keys()].filter((ref) => ref.startsWith(LOCKS) || ref.startsWith(TASKS));
    const victim = refs[this.choices.below(Math.max(1, refs.length))];
    if (victim === undefined) return;
    this.log(() => `(somebody deletes ${victim})`);
    this.referee.exclusionVoid = true;
    server.force(victim, null);
  }

  /** Somebody sets the clock; it stays within the limit of its error. */
  #stepClock(life: Life | undefined): void {
    const limit = this.options.skew ?? 0;
    if (!life || limit === 0 || life.host.trouble === 'suspends') return;
    life.host.trouble = 'steps';
    life.host.skew = (this.choices.below(5) - 2) * Math.floor(limit / 2);
    this.log(() => `(${life.name}'s clock is now ${life.host.skew / 1000} s off)`);
  }
}
