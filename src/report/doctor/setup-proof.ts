import type { Problem } from '../../core/model/problem.ts';
import { escapeText } from '../escape.ts';

/** What was tried of the set-up, instead of guessed. */
export interface SetupProof {
  /** Hooks that were called and answered. */
  readonly answered: readonly string[];
  /** Programs of agents that start, as they call themselves. */
  readonly started: readonly string[];
  /** Those that say that they are logged in, and those that have no command to ask. */
  readonly loggedIn: readonly string[];
  readonly unasked: readonly string[];
  readonly findings: readonly Problem[];
}

const listed = (name: string, items: readonly string[]): readonly (readonly [string, string])[] =>
  items.length === 0 ? [] : [[name, items.map((item) => escapeText(item, 80)).join(', ')]];

/** Lines of `doctor`. */
export const proofFacts = ({
  answered,
  started,
  loggedIn,
  unasked,
}: SetupProof): readonly (readonly [string, string])[] => [
  ...listed('answered', answered),
  ...listed('start', started),
  ...listed('login', [...loggedIn, ...unasked.map((program) => `${program} has no command that says so`)]),
];

export const proofJson = ({ answered, started, loggedIn, unasked }: SetupProof) => ({
  hooks_fired: answered,
  agents_started: started,
  agents_logged_in: loggedIn,
  logins_unasked: unasked,
});
