import type { AgentOrder } from '../../app/ports/agents.ts';
import {
  type ChosenVariables,
  chooseVariables,
  withoutCredentials,
} from '../../core/run/choose-variables.ts';
import { firstOnPath } from '../programs/first-on-path.ts';

// What a laptop offers beyond the environment (keys, keychain, the logins of other programs) stays within reach.

/** What a command that we start sees, and what of the user's environment it does not. */
export interface CommandEnvironment {
  readonly env: NodeJS.ProcessEnv;
  readonly leftOut: readonly string[];
}

/**
 * The environment of a command: of `inherited` what an agent sees, or without `passes` what a command of the team's own
 * sees, and `ours` on top. `emptied`: keys of git's configuration that have no value in it, whatever the user's files say.
 */
export function commandEnvironment(
  inherited: NodeJS.ProcessEnv,
  how: {
    readonly ours: Readonly<Record<string, string>>;
    readonly passes?: readonly string[] | undefined;
    readonly emptied?: readonly string[];
  },
): CommandEnvironment {
  const { ours } = how;
  const { seen, leftOut } = variablesFor(inherited, how.passes);
  return {
    // A question on a terminal that nobody watches would hang the task.
    env: { ...seen, GIT_TERMINAL_PROMPT: '0', ...emptySettings(how.emptied ?? []), ...ours },
    leftOut: leftOut.filter((name) => !(name in ours)),
  };
}

/** The environment of an order that was given, on its own ground. */
export function environmentFor(
  order: Pick<AgentOrder, 'cwd' | 'env' | 'passes'>,
  around: { readonly programs: string | undefined; readonly emptied: readonly string[] },
): CommandEnvironment {
  const { passes, cwd } = order;
  const { env, leftOut } = commandEnvironment(process.env, {
    ours: order.env,
    passes,
    emptied: around.emptied,
  });
  // some agents take their folder from PWD, and would work in ours
  const here = { ...env, PWD: cwd };
  // last of all: a PATH of the agent's own settings must not hide the program
  return { env: around.programs === undefined ? here : firstOnPath(here, around.programs), leftOut };
}

/** What of the user's environment an agent sees on this machine. */
export const variablesFor = (
  inherited: NodeJS.ProcessEnv,
  passes: readonly string[] | undefined,
): ChosenVariables =>
  passes === undefined
    ? withoutCredentials(inherited)
    : chooseVariables(inherited, { passes, foldCase: process.platform === 'win32' });

/** An empty value clears what git has read of a list before. */
function emptySettings(keys: readonly string[]): Readonly<Record<string, string>> {
  if (keys.length === 0) return {};
  const pairs = keys.flatMap((key, at) => [
    [`GIT_CONFIG_KEY_${at}`, key],
    [`GIT_CONFIG_VALUE_${at}`, ''],
  ]);
  return { GIT_CONFIG_COUNT: String(keys.length), ...Object.fromEntries(pairs) };
}
