/** What is asked for while an answer is on its way is answered together, next. */
export interface Gathering<Item, Answer> {
  /** `handle` answers a whole batch; what it leaves unanswered when it throws fails with it. */
  add(item: Item, handle: (batch: readonly Asked<Item, Answer>[]) => Promise<void>): Promise<Answer>;
  /** Resolves when nothing is being handled. */
  idle(): Promise<void>;
}

export interface Asked<Item, Answer> {
  readonly item: Item;
  /** The first answer counts. */
  readonly answer: (answer: Answer | Promise<Answer>) => void;
}

export function gathering<Item, Answer>(): Gathering<Item, Answer> {
  let waiting: (Asked<Item, Answer> & { readonly fail: (error: unknown) => void })[] = [];
  let handling: Promise<void> | undefined;
  return {
    add: (item, handle) =>
      new Promise((answer, fail) => {
        waiting.push({ item, answer, fail });
        handling ??= handleAll(handle);
      }),
    idle: () => handling ?? Promise.resolve(),
  };

  async function handleAll(handle: Parameters<Gathering<Item, Answer>['add']>[1]): Promise<void> {
    await Promise.resolve(); // for what is asked for in the same moment
    while (waiting.length > 0) {
      const batch = waiting;
      waiting = [];
      try {
        await handle(batch);
      } catch (error) {
        for (const { fail } of batch) fail(error);
      }
    }
    handling = undefined;
  }
}
