import type { AgentHookCall } from '../../core/agents/hooks/hook-call.ts';

/** What a hook has to say to its agent. */
export type AgentAnswer =
  /** It goes on; nothing is said. An agent's own rules decide whether it asks its person. */
  | { readonly kind: 'silent' }
  /** The edit must not be made; the model reads why. */
  | { readonly kind: 'deny'; readonly reason: string }
  /** For the model. */
  | { readonly kind: 'tell'; readonly context: string }
  /** One line for the person; the agent goes on. */
  | { readonly kind: 'warn'; readonly line: string };

/** An answer as its agent understands it: JSON for standard output, or a line for standard error. Never an approval. */
export function writeAgentAnswer(
  { dialect, name }: Pick<AgentHookCall, 'dialect' | 'name'>,
  answer: AgentAnswer,
): { readonly stdout: string; readonly stderr: string } {
  const out = (value: object) => ({ stdout: `${JSON.stringify(value)}\n`, stderr: '' });
  switch (answer.kind) {
    case 'silent':
      return { stdout: '', stderr: '' };
    case 'deny':
      return out(denial({ dialect, name }, answer.reason));
    case 'tell':
      return out(context({ dialect, name }, answer.context));
    case 'warn':
      return dialect === 'claude' || dialect === 'gemini'
        ? out({ systemMessage: answer.line })
        : { stdout: '', stderr: `${answer.line}\n` };
  }
}

type Asker = Pick<AgentHookCall, 'dialect' | 'name'>;

function denial({ dialect, name }: Asker, reason: string): object {
  const own = { permissionDecision: 'deny', permissionDecisionReason: reason };
  const claudes = { hookSpecificOutput: { hookEventName: name, ...own } };
  switch (dialect) {
    case 'claude':
      return claudes;
    case 'claude-and-own':
      return { ...claudes, ...own };
    case 'copilot':
      return own;
    case 'gemini':
    case 'plugin':
      return { decision: 'deny', reason };
  }
}

function context({ dialect, name }: Asker, text: string): object {
  switch (dialect) {
    case 'claude':
    case 'gemini':
      return { hookSpecificOutput: { hookEventName: name, additionalContext: text } };
    case 'claude-and-own':
      return {
        hookSpecificOutput: { hookEventName: name, additionalContext: text },
        additionalContext: text,
      };
    case 'copilot':
      return { additionalContext: text };
    case 'plugin':
      return { context: text };
  }
}
