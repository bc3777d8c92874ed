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
