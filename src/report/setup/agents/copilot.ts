import {
  type AgentSetup,
  HOOK_TIMEOUT_S,
  hookCommand,
  hookEntry,
  jsonFile,
  serverEntry,
} from './agent-setup.ts';

const EVENTS = ['preToolUse', 'postToolUse', 'sessionStart', 'userPromptSubmitted', 'sessionEnd'];

/** Copilot CLI: its hooks are not told which event they are. */
export const copilot: AgentSetup = {
  name: 'copilot',
  program: 'copilot',
  does: 'sessions of Copilot CLI: hooks and tools',
  source: 'https://docs.github.com/en/copilot/concepts/agents/coding-agent/about-hooks',
  files: (own) => [
    jsonFile('.github/hooks/agentic-plan.json', [
      { at: ['version'], value: 1, mark: '1' },
      ...EVENTS.map((event) =>
        hookEntry(event, {
          type: 'command',
          bash: hookCommand(own, `copilot ${event}`),
          timeoutSec: HOOK_TIMEOUT_S,
        }),
      ),
    ]),
    jsonFile('.github/mcp.json', [serverEntry(own)]),
  ],
  trust:
    'copilot asks once whether you trust this folder (--trust-folder); without it, it passes over hooks and tools in silence',
};
