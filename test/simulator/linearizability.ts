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
  /** The state after the action, or undefined where the model forbids what was seen. */
  readonly apply: (state: State, action: Action) => State | undefined;
  /** Equal states have equal keys. */
  readonly key: (state: State) => string;
}

export type LinearizabilityResult<Action> =
  | { readonly ok: true; readonly order: readonly Operation<Action>[] }
  /** The longest order found, and what could not follow it. */
  | {
      readonly ok: false;
      readonly order: readonly Operation<Action>[];
      readonly stuck: readonly Operation<Action>[];
    };

/** Exponential at worst in the operations that overlap; histories of some hundred operations take milliseconds. */
export function checkLinearizable<State, Action>(
  model: SequentialModel<State, Action>,
  operations: readonly Operation<Action>[],
): LinearizabilityResult<Action> {
  const sorted = [...operations].sort((a, b) => a.call - b.call || a.return - b.return);
  const known = sorted.filter((o) => o.return !== Number.POSITIVE_INFINITY).length;
  const seen = new Set<string>();
  const done = new Uint8Array(sorted.length);
  const order: Operation<Action>[] = [];
  let longest: readonly Operation<Action>[] = [];
  let stuck: readonly Operation<Action>[] = sorted;

  const search = (state: State, knownLeft: number): boolean => {
    if (knownLeft === 0) return true;
    // Only what was called before the first return among those left may come next.
    let horizon = Number.POSITIVE_INFINITY;
    for (const [i, o] of sorted.entries()) if (!done[i] && o.return < horizon) horizon = o.return;
    const candidates = [...sorted.entries()].filter(([i, o]) => !done[i] && o.call <= horizon);
    for (const [i, operation] of candidates) {
      const next = model.apply(state, operation.action);
      if (next === undefined) continue;
      done[i] = 1;
      const memory = `${done.join('')} ${model.key(next)}`;
      if (!seen.has(memory)) {
        seen.add(memory);
        order.push(operation);
        if (order.length > longest.length) {
          longest = [...order];
          stuck = sorted.filter((_, at) => !done[at]);
        }
        const isKnown = operation.return !== Number.POSITIVE_INFINITY;
        if (search(next, knownLeft - (isKnown ? 1 : 0))) return true;
        order.pop();
      }
      done[i] = 0;
    }
    return false;
  };

  return search(model.initial, known) ? { ok: true, order } : { ok: false, order: longest, stuck };
}
