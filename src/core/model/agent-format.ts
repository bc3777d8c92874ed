/** What an agent prints: text for people, or events, one a line, which are read by the reader of that name. */
export type AgentFormat = 'text' | 'aider' | 'claude' | 'codex' | 'copilot' | 'gemini' | 'opencode' | 'qwen';
