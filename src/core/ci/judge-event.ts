import type { RepoPath } from '../model/ids.ts';

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
  /** The branch that it is about; empty: none. */
  readonly branch: string;
  /** Its commits are in another repository. */
  readonly isFork: boolean;
  /** The newest commit of it is one that we have published. */
  readonly isOurCommit: boolean;
  readonly changed: readonly RepoPath[];
  /** Where the configuration is, in the base. */
  readonly configuration: string | undefined;
}

const OURS = 'github-actions[bot]';

/**
 * Agents start for changes of the repository's own people. Whoever starts the workflow by hand may write to the repository, and has
 * looked.
 */
export function judgeEvent(facts: EventFacts): PersonFirst | undefined {
  const { name, actor, branch, isFork, isOurCommit } = facts;
  if (isFork) return { why: 'fork' };
  if (name === 'workflow_dispatch') return undefined;
  if (actor.endsWith('[bot]') && actor !== OURS) return { why: 'bot' };
  // results that an App's token has pushed would start their own agents for ever
  if (/^agentic\//.test(branch) || isOurCommit) return { why: 'own' };
  const paths = facts.changed.filter((path) => isSensitive(path, facts.configuration));
  return paths.length === 0 ? undefined : { why: 'sensitive', paths };
}

const FOLDERS =
  /(^|\/)(\.github|\.gitlab|\.claude|\.codex|\.gemini|\.copilot|\.cursor|\.opencode|\.qwen|\.aider[^/]*|\.mcp)(\/|$)/i;
const FILES =
  /(^|\/)(AGENTS\.md|CLAUDE(\.local)?\.md|GEMINI\.md|QWEN\.md|\.mcp\.json|\.cursorrules|opencode\.jsonc?|\.aider\.conf\.yml|\.agentic-planrc(\.(ya?ml|json))?|agentic_config\.yaml|\.gitlab-ci\.yml)$/i;

const isSensitive = (path: string, configuration: string | undefined): boolean =>
  FOLDERS.test(path) || FILES.test(path) || path === configuration;
