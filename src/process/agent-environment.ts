// An agent gets the user's environment, because its own login lives there, but not what could speak for us on the
// team's remote. What a laptop offers beyond the environment (ssh agent, keychain) stays within its reach.

/** Names that an agent's command never sees. */
const REMOVED = [
  /^(GITHUB|GH)_(ENTERPRISE_)?TOKEN$/,
  /^ACTIONS_/, // the runner's own tokens and service addresses
  /^GITHUB_(ENV|OUTPUT|PATH|STATE|STEP_SUMMARY)$/, // files that steer the job
  /^AGENTIC_/, // of a run that we are inside of
  /^INPUT_/, // inputs of an action, tokens among them
  /^(GIT|SSH)_ASKPASS$/,
  /^GIT_(CONFIG|CONFIG_.*|DIR|WORK_TREE|INDEX_FILE|OBJECT_DIRECTORY|ALTERNATE_OBJECT_DIRECTORIES|COMMON_DIR|NAMESPACE|PREFIX|SSH_COMMAND)$/,
] as const;

/** As people read it: what is removed, in words that do not depend on the machine. */
export const REMOVED_NAMES = [
  'GITHUB_TOKEN',
  'GH_TOKEN',
  'ACTIONS_*',
  'INPUT_*',
  'GIT_ASKPASS',
  'SSH_ASKPASS',
  'GIT_CONFIG_*',
  'GIT_SSH_COMMAND',
] as const;

// A team's (or a test's) choice of git configuration files carries no secret by itself, and git is lost without it.
const KEPT = /^GIT_CONFIG_(GLOBAL|SYSTEM|NOSYSTEM)$/;

/**
 * The environment of an agent's command: inherited, scrubbed, with ours on top. `emptied`: keys of git's configuration
 * that have no value in it, whatever the user's files say.
 */
export function agentEnvironment(
  inherited: NodeJS.ProcessEnv,
  ours: Readonly<Record<string, string>>,
  emptied: readonly string[] = [],
): NodeJS.ProcessEnv {
  const env: NodeJS.ProcessEnv = {};
  for (const [name, value] of Object.entries(inherited))
    if (KEPT.test(name) || !REMOVED.some((pattern) => pattern.test(name))) env[name] = value;
  // A question on a terminal that nobody watches would hang the task.
  return { ...env, GIT_TERMINAL_PROMPT: '0', ...emptySettings(emptied), ...ours };
}

/** An empty value clears what git has read of a list before. */
function emptySettings(keys: readonly string[]): Readonly<Record<string, string>> {
  if (keys.length === 0) return {};
  const pairs = keys.flatMap((key, at) => [
    [`GIT_CONFIG_KEY_${at}`, key],
    [`GIT_CONFIG_VALUE_${at}`, ''],
  ]);
  return { GIT_CONFIG_COUNT: String(keys.length), ...Object.fromEntries(pairs) };
}
