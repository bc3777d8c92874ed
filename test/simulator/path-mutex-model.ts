import { compareText } from '../../src/core/model/compare-text.ts';
import type { SequentialModel } from './linearizability.ts';

/** What a claim's history says about a lock table: all of a claim's paths at once, or none. */
export type MutexAction =
  | { readonly do: 'claim'; readonly claim: string; readonly paths: readonly string[]; readonly got: boolean }
  | { readonly do: 'end'; readonly claim: string };

type Held = ReadonlyMap<string, readonly string[]>;

/** One mutex for each path, where a directory excludes everything below it. Ending is allowed to who holds. */
export const pathMutexModel: SequentialModel<Held, MutexAction> = {
  initial: new Map(),
  apply(held, action) {
    switch (action.do) {
      case 'claim': {
        const others = [...held].filter(([claim]) => claim !== action.claim).flatMap(([, paths]) => paths);
        const free = !action.paths.some((path) => others.some((other) => overlap(path, other)));
        if (action.got) return free ? new Map(held).set(action.claim, action.paths) : undefined;
        return free ? undefined : held;
      }
      case 'end': {
        if (!held.has(action.claim)) return undefined;
        const rest = new Map(held);
        rest.delete(action.claim);
        return rest;
      }
    }
  },
  partOf(actions) {
    const parts = new Parts();
    const claimed = new Map<string, string>();
    for (const action of actions) {
      if (action.do !== 'claim') continue;
      parts.join(action.paths);
      if (action.paths[0] !== undefined) claimed.set(action.claim, action.paths[0]);
    }
    return (action) => parts.of((action.do === 'claim' ? action.paths[0] : claimed.get(action.claim)) ?? '');
  },
  key: (held) =>
    [...held]
      .map(([claim, paths]) => `${claim}:${paths.join(' ')}`)
      .sort(compareText)
      .join(';'),
};

/** The same path, or one is a directory above the other. */
export const overlap = (a: string, b: string): boolean =>
  a === b || a.startsWith(`${b}/`) || b.startsWith(`${a}/`);

/** Paths that some claim wanted together, or of which one excludes another, belong to one part. */
class Parts {
  readonly #parts: Set<string>[] = [];

  join(paths: readonly string[]): void {
    const joined = new Set(paths);
    for (const part of [...this.#parts]) {
      if (![...part].some((one) => paths.some((other) => overlap(one, other)))) continue;
      for (const path of part) joined.add(path);
      this.#parts.splice(this.#parts.indexOf(part), 1);
    }
    this.#parts.push(joined);
  }

  of(path: string): string {
    return String(this.#parts.findIndex((part) => part.has(path)));
  }
}
