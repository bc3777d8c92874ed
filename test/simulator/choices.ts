import { SeededRandom } from './seeded-random.ts';

/**
 * Everything that a history leaves to chance is one number drawn here: who goes next, which fault strikes, how
 * long the clocks jump. 0 always means the dullest choice (the oldest step, no fault), so that a failing
 * history shrinks by cutting its tape and by writing zeros into it.
 */
export class Choices {
  readonly tape: number[] = [];
  readonly #given: readonly number[] | undefined;
  readonly #random: SeededRandom;

  private constructor(seed: number, given: readonly number[] | undefined) {
    this.#random = new SeededRandom(seed);
    this.#given = given;
  }

  static fromSeed(seed: number): Choices {
    return new Choices(seed, undefined);
  }

  /** Replays a tape; behind its end everything is dull. */
  static replay(tape: readonly number[]): Choices {
    return new Choices(0, tape);
  }

  /** 0 ≤ n < `bound`. */
  below(bound: number): number {
    const drawn = this.#given ? (this.#given[this.tape.length] ?? 0) : this.#random.below(bound);
    const chosen = drawn < bound ? drawn : 0;
    this.tape.push(chosen);
    return chosen;
  }

  /** True once in `outOf` draws, and never on a tape of zeros. */
  oneIn(outOf: number): boolean {
    return this.below(outOf) === outOf - 1;
  }

  pick<T>(from: readonly [T, ...T[]]): T {
    return from[this.below(from.length)] ?? from[0];
  }
}
