import type { JsonEntry } from '../../../core/setup/wanted-file.ts';
import {
  type AgentSetup,
  commandWords,
  HOOK_TIMEOUT_S,
  hookCommand,
  hookEntry,
  jsonFile,
  serverEntry,
} from './agent-setup.ts';

const TOOLS = 'Edit|Write|MultiEdit|NotebookEdit|Bash';

/** Claude Code. Copilot reads its hooks, too. */
export const claude: AgentSetup = {
  name: 'claude',
  program: 'claude',
  does: 'sessions of Claude Code: hooks and tools',
  source: 'https://code.claude.com/docs/en/hooks',
  files: (own) => {
    const command = hookCommand(own, 'claude', '$CLAUDE_PROJECT_DIR');
    const hooks = [{ type: 'command', command, timeout: HOOK_TIMEOUT_S }];
    const onTools = { matcher: TOOLS, hooks };
    return [
      jsonFile('.claude/settings.json', [
        hookEntry('PreToolUse', onTools),
        hookEntry('PostToolUse', onTools),
        ...['SessionStart', 'UserPromptSubmit', 'SessionEnd'].map((event) => hookEntry(event, { hooks })),
        allowed(`Bash(${commandWords(own)}:*)`, 'agentic-plan:*)'),
        allowed('mcp__agentic-plan'),
        { at: ['enabledMcpjsonServers'], value: 'agentic-plan', list: true, mark: 'agentic-plan' },
      ]),
      jsonFile('.mcp.json', [serverEntry(own)]),
    ];
  },
  trust: 'claude asks once whether you trust this folder; its hooks run from then on',
};

const allowed = (value: string, mark = value): JsonEntry => ({
  at: ['permissions', 'allow'],
  value,
  list: true,
  mark,
});
