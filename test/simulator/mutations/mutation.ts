import type { Scenario } from '../histories.ts';

/** The real code with one thing broken, and the rules of which one must then be broken in this scenario. */
export interface Mutation {
  readonly name: string;
  readonly rules: readonly number[];
  readonly scenario: (name: string) => Scenario;
}
