import type { RepoPath } from '../model/ids.ts';
import { isSensitive } from './sensitive-paths.ts';

/** Why no agent starts for an event before a person has started it. */
export type PersonFirst =
  | { readonly why: 'fork' | 'bot' | 'own' }
  /** What decides how agents and workflows run is part of the change. */
  | { readonly why: 'sensitive'; readonly paths: readonly RepoPath[] };

export interface EventFacts {
  /** GitHub's name. */
  readonly name: string;
  /** Whoever caused it. */
  readonly actor: string;
  /** GitHub says that it is no person; the names of some do not show it. */
  readonly isBot: boolean;
  /** With a run that has begun: what it is about was judged then. */
  readonly goesOn: boolean;
  /** The branch that it is about; empty: none. */
  readonly branch: string;
  /** Its commits are in another repository. */
  readonly isFork: boolean;
  /** The newest commit of it is one that we have published. */
  readonly isOurCommit: boolean;
  readonly changed: readonly RepoPath[];
  /** Where the configuration and what belongs to it are, in the base. */
  readonly configuration: readonly string[];
}

const OURS = 'github-actions[bot]';

/**
 * Agents start for changes of the repository's own people. Whoever starts the workflow by hand may write to the repository, and has
 * looked; a bot has not, and ours only goes on with what has begun.
 */
export function judgeEvent(facts: EventFacts): PersonFirst | undefined {
  const { name, actor, isBot, goesOn, branch, isFork, isOurCommit } = facts;
  const isOurs = actor === OURS;
  if (isFork) return { why: 'fork' };
  if ((isBot || actor.endsWith('[bot]')) && !isOurs) return { why: 'bot' };
  if (name === 'workflow_dispatch' && (goesOn || !isOurs)) return undefined;
  // results that an App's token has pushed would start their own agents for ever
  if (/^agentic\//.test(branch) || isOurCommit) return { why: 'own' };
  const paths = facts.changed.filter((path) => isSensitive(path, facts.configuration));
  return paths.length === 0 ? undefined : { why: 'sensitive', paths };
}
