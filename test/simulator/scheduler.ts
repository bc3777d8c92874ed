import type { Choices } from './choices.ts';

/** Something that may happen next: a request reaching the server, an answer reaching an actor, a timer. */
export interface Step {
  /** Whose program runs on when this happens; the world's own steps have none. */
  readonly wakes?: string;
  readonly label: string;
  run(): void;
}

interface Timer {
  readonly due: number;
  readonly order: number;
  readonly step: Step;
}

/**
 * One step at a time, picked by the choices. Programs are ordinary async functions: between two steps every
 * promise that can settle does, so that what happens depends on the order of the steps alone.
 */
export class Scheduler {
  /** True time in milliseconds since the beginning of the history. */
  now = 0;
  steps = 0;
  /** How often a timer is preferred to what could happen at once. */
  hurry = 6;
  /** Nothing that could happen at once waits longer than so many milliseconds for one timer. */
  longestLeap = Number.POSITIVE_INFINITY;
  readonly #choices: Choices;
  readonly #stopped = new Map<string, number>();
  readonly #dead = new Set<string>();
  #ready: Step[] = [];
  #timers: Timer[] = [];
  #order = 0;

  constructor(choices: Choices) {
    this.#choices = choices;
  }

  add(step: Step): void {
    if (step.wakes === undefined || !this.#dead.has(step.wakes)) this.#ready.push(step);
  }

  /** Returns what takes the timer back. */
  after(delay: number, step: Step): () => void {
    if (step.wakes !== undefined && this.#dead.has(step.wakes)) return () => {};
    const timer = { due: this.now + Math.max(0, delay), order: this.#order++, step };
    const at = this.#timers.findIndex((t) => t.due > timer.due);
    this.#timers.splice(at < 0 ? this.#timers.length : at, 0, timer);
    return () => {
      this.#timers = this.#timers.filter((t) => t !== timer);
    };
  }

  /** A stopped actor gets nothing until it is woken as often as it was stopped; what is meant for it waits. */
  stop(actor: string): void {
    this.#stopped.set(actor, (this.#stopped.get(actor) ?? 0) + 1);
  }

  wake(actor: string): void {
    const left = (this.#stopped.get(actor) ?? 0) - 1;
    if (left > 0) this.#stopped.set(actor, left);
    else this.#stopped.delete(actor);
  }

  /** A dead actor's answers and timers go nowhere, also those that are still to come. */
  forget(actor: string): void {
    this.#dead.add(actor);
    this.#ready = this.#ready.filter((step) => step.wakes !== actor);
    this.#timers = this.#timers.filter((timer) => timer.step.wakes !== actor);
    this.#stopped.delete(actor);
  }

  /** Lets one thing happen, or says that nothing is left. */
  async next(): Promise<Step | undefined> {
    const ready = this.#ready.filter((step) => !this.#isStopped(step));
    const timer = this.#timers.find((t) => !this.#isStopped(t.step));
    const isNear = timer !== undefined && timer.due - this.now <= this.longestLeap;
    const step =
      timer && (ready.length === 0 || (isNear && this.#choices.oneIn(this.hurry)))
        ? this.#takeTimer(timer)
        : this.#takeReady(ready);
    if (!step) return undefined;
    this.steps++;
    step.run();
    await settled();
    return step;
  }

  #isStopped(step: Step): boolean {
    return step.wakes !== undefined && this.#stopped.has(step.wakes);
  }

  #takeTimer(timer: Timer): Step {
    this.#timers = this.#timers.filter((t) => t !== timer);
    this.now = Math.max(this.now, timer.due);
    return timer.step;
  }

  #takeReady(ready: readonly Step[]): Step | undefined {
    const step = ready.length > 1 ? ready[this.#choices.below(ready.length)] : ready[0];
    this.#ready = this.#ready.filter((other) => other !== step);
    return step;
  }
}

/**
 * Every microtask that the last step set off has run by then, however long the chain: called in a microtask, a tick
 * comes only when no microtask is left. (A macrotask would do as well, at twice the price.)
 */
const settled = (): Promise<void> => new Promise((resolve) => process.nextTick(resolve));

/** The same from anywhere; lets the rest of the process breathe too. */
export const macrotask = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
