import {
  type AgentSetup,
  HOOK_TIMEOUT_S,
  hookCommand,
  hookEntry,
  jsonFile,
  serverEntry,
} from './agent-setup.ts';

const TOOLS = 'write_file|replace|run_shell_command';

/** Gemini CLI: names of its own for events, milliseconds for time-outs. */
export const gemini: AgentSetup = {
  name: 'gemini',
  program: 'gemini',
  does: 'sessions of Gemini CLI: hooks and tools',
  source: 'https://geminicli.com/docs/hooks/',
  files: (own) => {
    const hooks = [
      {
        name: 'agentic-plan',
        type: 'command',
        command: hookCommand(own, 'gemini'),
        timeout: HOOK_TIMEOUT_S * 1000,
      },
    ];
    return [
      jsonFile('.gemini/settings.json', [
        ...['BeforeTool', 'AfterTool'].map((event) => hookEntry(event, { matcher: TOOLS, hooks })),
        ...['SessionStart', 'BeforeAgent', 'SessionEnd'].map((event) =>
          hookEntry(event, { matcher: '*', hooks }),
        ),
        serverEntry(own, { trust: true }),
      ]),
    ];
  },
  trust:
    'gemini asks once whether you trust this folder (GEMINI_CLI_TRUST_WORKSPACE=true where nobody can be asked)',
};
