import type { Problem } from '../../core/model/problem.ts';
import { escapeText } from '../escape.ts';

/** What was tried of the set-up, instead of guessed. */
export interface SetupProof {
  /** Hooks that were called and answered. */
  readonly answered: readonly string[];
  /** Programs of agents that start, as they call themselves. */
  readonly started: readonly string[];
  readonly findings: readonly Problem[];
}

const listed = (name: string, items: readonly string[]): readonly (readonly [string, string])[] =>
  items.length === 0 ? [] : [[name, items.map((item) => escapeText(item, 80)).join(', ')]];

/** Lines of `doctor`. */
export const proofFacts = ({ answered, started }: SetupProof): readonly (readonly [string, string])[] => [
  ...listed('answered', answered),
  ...listed('start', started),
];

export const proofJson = ({ answered, started }: SetupProof) => ({
  hooks_fired: answered,
  agents_started: started,
});
