import {
  type AgentSetup,
  HOOK_TIMEOUT_S,
  hookCommand,
  hookEntry,
  jsonFile,
  serverArgv,
} from './agent-setup.ts';

const EVENTS = ['PreToolUse', 'PostToolUse', 'SessionStart', 'UserPromptSubmit', 'SessionEnd'];

/** Codex hands none of our variables to a server unless they are named. */
const VARIABLES = ['AGENTIC_HOLDER', 'AGENTIC_CLAIM', 'AGENTIC_DIR', 'AGENTIC_PATHS', 'AGENTIC_PROMPT'];

/** Codex: hooks as Claude Code has them, servers in TOML. */
export const codex: AgentSetup = {
  name: 'codex',
  program: 'codex',
  does: 'sessions of Codex: hooks and tools',
  source: 'https://developers.openai.com/codex/config-reference',
  files: (own) => {
    const hooks = [{ type: 'command', command: hookCommand(own, 'codex'), timeout: HOOK_TIMEOUT_S }];
    const [command, ...args] = serverArgv(own);
    return [
      jsonFile(
        '.codex/hooks.json',
        EVENTS.map((event) => hookEntry(event, { hooks })),
      ),
      {
        path: '.codex/config.toml',
        in: 'checkout',
        kind: 'block',
        comments: '#',
        way: { reader: 'toml', pasted: '[mcp_servers.agentic-plan]' },
        body: [
          '[mcp_servers.agentic-plan]',
          `command = ${JSON.stringify(command)}`,
          `args = ${JSON.stringify(args)}`,
          `env_vars = ${JSON.stringify(VARIABLES)}`,
          'default_tools_approval_mode = "approve"',
          '',
        ].join('\n'),
      },
    ];
  },
  trust:
    'codex asks once whether you trust this project and its hooks: say yes to both, else neither hooks nor tools run',
};
