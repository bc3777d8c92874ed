import { escapeText } from '../escape.ts';

const WHAT: Readonly<Record<string, string>> = {
  'pre-commit': 'this commit',
  'pre-push': 'this push',
  'post-merge': 'this merge',
  'post-checkout': 'this checkout',
};

/** The hooks that there are. */
const HOOK_NAMES: readonly string[] = Object.keys(WHAT);

/** One line for everything that kept us from looking. What the hook belongs to goes on. */
export const tellNoLook = (hook: string, why: string): string =>
  `agentic-plan: no look at ${WHAT[hook] ?? 'this'}: ${why}\n`;

export const describeLateHook = (hook: string): string => tellNoLook(hook, 'it took too long');

export const describeUnknownHook = (hook: string): string =>
  `agentic-plan: there is no hook ${escapeText(hook, 60)}; there are ${HOOK_NAMES.join(', ')}\n`;

/** The agents whose hooks `init` sets up; another one may call us in the way of one of these. */
const AGENTS: readonly string[] = ['claude', 'codex', 'gemini', 'copilot', 'opencode'];

/** Nothing came that an agent's hook sends: a person has typed it, perhaps with the name of an agent that there is not. */
export function tellNoHookCall(agent: string | undefined): string {
  const why = 'what came on standard input is no call of a hook that is known';
  if (agent === undefined || AGENTS.includes(agent)) return tellNoLook('', why);
  return tellNoLook(
    '',
    `${why}, and no agent is called ${escapeText(agent, 60)}; there are ${AGENTS.join(', ')}`,
  );
}
