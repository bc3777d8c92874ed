/**
 * Is there an order of the operations, each at one instant between its call and its return, in which a model
 * gives just the results that were seen? Wing and Gong's search with Lowe's memory of (done, state) pairs.
 */
export interface Operation<Action> {
  readonly process: string;
  readonly action: Action;
  readonly call: number;
  /** Infinity: the outcome never became known, so it may take effect at any later time, or never. */
  readonly return: number;
}

export interface SequentialModel<State, Action> {
  readonly initial: State;
  /** The state after the action, the very same one where nothing changes; undefined where the model forbids what was seen. */
  readonly apply: (state: State, action: Action) => State | undefined;
  /** Equal states have equal keys. */
  readonly key: (state: State) => string;
  /** Names the parts of the state that actions touch: those of different parts can be judged apart. */
  readonly partOf?: (actions: readonly Action[]) => (action: Action) => string;
}

export type LinearizabilityResult<Action> =
  | { readonly ok: true; readonly order: readonly Operation<Action>[] }
  /** The longest order found, and what could not follow it. */
  | {
      readonly ok: false;
      readonly order: readonly Operation<Action>[];
      readonly stuck: readonly Operation<Action>[];
    };

/**
 * Each part of the state by itself. Exponential at worst in the operations that overlap in time; what only reads and
 * fits now is taken at once, as nothing can be lost by that.
 */
export function checkLinearizable<State, Action>(
  model: SequentialModel<State, Action>,
  operations: readonly Operation<Action>[],
): LinearizabilityResult<Action> {
  const partOf = model.partOf?.(operations.map(({ action }) => action)) ?? (() => '');
  const parts = new Map<string, Operation<Action>[]>();
  for (const operation of operations) {
    const part = partOf(operation.action);
    parts.set(part, [...(parts.get(part) ?? []), operation]);
  }
  const order: Operation<Action>[] = [];
  for (const part of parts.values()) {
    const found = new Search(model, part).run();
    if (!found.ok) return found;
    order.push(...found.order);
  }
  return { ok: true, order };
}

/** Depth first through the orders that real time allows, with a memory of where it has been. */
class Search<State, Action> {
  readonly #model: SequentialModel<State, Action>;
  /** By call. */
  readonly #operations: readonly Operation<Action>[];
  /** Those that returned, by return, as places in `#operations`. */
  readonly #byReturn: readonly number[];
  readonly #done: boolean[];
  readonly #order: number[] = [];
  readonly #seen = new Set<string>();
  #longest: readonly number[] = [];

  constructor(model: SequentialModel<State, Action>, operations: readonly Operation<Action>[]) {
    this.#model = model;
    this.#operations = [...operations].sort((a, b) => a.call - b.call || a.return - b.return);
    this.#byReturn = [...this.#operations.keys()]
      .filter((at) => this.#at(at).return !== Number.POSITIVE_INFINITY)
      .sort((a, b) => this.#at(a).return - this.#at(b).return);
    this.#done = this.#operations.map(() => false);
  }

  run(): LinearizabilityResult<Action> {
    const all = (places: readonly number[]) => places.map((at) => this.#at(at));
    if (this.#search(this.#model.initial, 0, 0)) return { ok: true, order: all(this.#order) };
    const longest = new Set(this.#longest);
    const stuck = this.#operations.filter((_, at) => !longest.has(at));
    return { ok: false, order: all(this.#longest), stuck };
  }

  /** `low`: everything before it is done; `returned`: so is everything before it in the order of returns. */
  #search(state: State, low: number, returned: number): boolean {
    let first = returned;
    while (first < this.#byReturn.length && this.#done[this.#byReturn[first] ?? 0]) first++;
    const next = this.#byReturn[first];
    if (next === undefined) return true;
    let start = low;
    while (this.#done[start]) start++;
    if (!this.#isNew(state, start)) return false;
    const fitting = this.#candidates(start, this.#at(next).return).flatMap((at) => {
      const after = this.#model.apply(state, this.#at(at).action);
      return after === undefined ? [] : [{ at, after }];
    });
    // what only reads would fit in front of any order there is
    const reading = fitting.find(({ after }) => after === state);
    for (const { at, after } of reading ? [reading] : fitting) {
      this.#done[at] = true;
      this.#order.push(at);
      if (this.#order.length > this.#longest.length) this.#longest = [...this.#order];
      if (this.#search(after, start, first)) return true;
      this.#order.pop();
      this.#done[at] = false;
    }
    return false;
  }

  /** Only what was called before the first return among those left may come next: what returns first, first. */
  #candidates(start: number, horizon: number): readonly number[] {
    const places: number[] = [];
    for (let at = start; at < this.#operations.length && this.#at(at).call <= horizon; at++)
      if (!this.#done[at]) places.push(at);
    return places.sort((a, b) => this.#at(a).return - this.#at(b).return);
  }

  /** Whether this state has not been met with the same operations done: those behind `start`, and who overtook it. */
  #isNew(state: State, start: number): boolean {
    const ahead = this.#order.filter((at) => at > start).sort((a, b) => a - b);
    const memory = `${start} ${ahead.join(' ')} ${this.#model.key(state)}`;
    if (this.#seen.has(memory)) return false;
    this.#seen.add(memory);
    return true;
  }

  #at(place: number): Operation<Action> {
    const operation = this.#operations[place];
    if (operation === undefined) throw new Error(`no operation ${place}`);
    return operation;
  }
}
