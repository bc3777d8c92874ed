import type { Scenario } from '../histories.ts';

/** The real code with one thing broken, and the rules of which one must then be broken in this scenario. */
export interface Mutation {
  readonly name: string;
  readonly rules: readonly number[];
  /** For what is found seldom, or in long histories: a seed that finds it. Where the code has changed since, the search begins at the first seed. */
  readonly seed?: number;
  readonly scenario: (name: string) => Scenario;
}
