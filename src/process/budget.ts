/** Monotonic milliseconds. */
export type Clock = () => number;

/** How much time a command has, in milliseconds. */
export interface BudgetWish {
  /** In all; infinite where only its steps are bounded, and others say how long it lasts (a run, a user's command). */
  readonly totalMs: number;
  /** For one question to others; absent: a share of the whole. */
  readonly stepMs?: number;
  /** When it began; absent: now. */
  readonly from?: number;
}

/** What an interruption leaves, in milliseconds: enough to give back what is held where the server answers at all. */
export const HURRY = {
  /** For what is asked of others, from the interruption on. */
  networkMs: 1_000,
  /** For what was under way with others when it came. */
  underWayMs: 500,
  /** For all that a command does, after which it is ended. */
  wholeMs: 1_300,
  /** The same where agents, or a user's command, are ended first, who have a grace of their own. */
  openMs: 8_000,
} as const;

// Of the whole, what is kept for saying how things stand when nobody has answered, and the most that is kept.
const KEPT_SHARE = 0.08;
const MOST_KEPT_MS = 2_000;
// No single question gets all of it: what became of a push whose answer is missing is asked with the rest.
const STEP_SHARE = 0.6;

/**
 * The one budget of a command. All of its steps ask it how long they may take; none has time of its own. It stands still
 * while a person is asked something, is cut short by an interruption, and never grows by trying again.
 */
export class Budget {
  readonly #now: Clock;
  readonly #watchers = new Set<() => void>();
  #from: number;
  #totalMs: number;
  #stepMs: number | undefined;
  /** Set by an interruption: when questions to others end, whatever the whole is. */
  #hurriedUntil = Number.POSITIVE_INFINITY;
  #standing: { readonly since: number } | undefined;

  constructor(now: Clock, { totalMs, stepMs, from = now() }: BudgetWish) {
    this.#now = now;
    this.#from = from;
    this.#totalMs = totalMs;
    this.#stepMs = stepMs;
  }

  /** As it was given, extensions included; infinite for none as a whole. */
  get totalMs(): number {
    return this.#totalMs;
  }

  get isHurried(): boolean {
    return this.#hurriedUntil !== Number.POSITIVE_INFINITY;
  }

  /** What is left of the whole. */
  leftMs(): number {
    const now = this.#standing?.since ?? this.#now();
    return this.#from + this.#totalMs - now;
  }

  /** What is left for asking others. */
  networkLeftMs(): number {
    const kept = this.isHurried ? 0 : Math.min(MOST_KEPT_MS, this.#totalMs * KEPT_SHARE);
    const left = this.#totalMs === Number.POSITIVE_INFINITY ? this.#totalMs : this.leftMs() - kept;
    return Math.max(0, Math.min(left, this.#hurriedUntil - this.#now()));
  }

  /** How long one question to others may take that would like to have `wantedMs`. */
  networkStepMs(wantedMs = Number.POSITIVE_INFINITY): number {
    const step = this.isHurried ? Number.POSITIVE_INFINITY : (this.#stepMs ?? this.#totalMs * STEP_SHARE);
    return Math.min(wantedMs, step, this.networkLeftMs());
  }

  /** More time, because more was asked for: waiting in line, many paths. */
  extend(ms: number): void {
    this.#totalMs += ms;
    this.#changed();
  }

  /** Begins anew: for the next part of a command that has several (taking, holding, giving back). */
  restart({ totalMs, stepMs }: Omit<BudgetWish, 'from'>): void {
    this.#from = this.#now();
    this.#stepMs = stepMs;
    this.#totalMs = this.isHurried ? Math.min(totalMs, HURRY.wholeMs) : totalMs;
    if (this.isHurried) this.#hurriedUntil = this.#from + HURRY.networkMs;
    this.#changed();
  }

  /** A person is asked something. */
  standStill(): void {
    this.#standing ??= { since: this.#now() };
    this.#changed();
  }

  goOn(): void {
    if (this.#standing) this.#from += this.#now() - this.#standing.since;
    this.#standing = undefined;
    this.#changed();
  }

  /** An interruption: whatever was left, now it is a second. `mostMs`: for the whole, where others end first. */
  hurry(mostMs: number = this.#totalMs === Number.POSITIVE_INFINITY ? HURRY.openMs : HURRY.wholeMs): void {
    this.goOn();
    const now = this.#now();
    this.#totalMs = Math.min(this.#totalMs, now - this.#from + mostMs);
    this.#hurriedUntil = now + HURRY.networkMs;
    this.#changed();
  }

  /** What had to be waited for has ended (an agent, in its grace): giving back has its second from now on. */
  hurryOn(): void {
    if (!this.isHurried) return;
    this.#hurriedUntil = this.#now() + HURRY.networkMs;
  }

  /** Calls whenever what is left has changed otherwise than by time; the result ends that. */
  watch(changed: () => void): () => void {
    this.#watchers.add(changed);
    return () => void this.#watchers.delete(changed);
  }

  #changed(): void {
    for (const changed of [...this.#watchers]) changed();
  }
}
