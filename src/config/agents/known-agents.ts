import type { PresetName } from './presets/by-name.ts';

/** An agent that people have on PATH: its executable, and the preset that starts it. */
export interface KnownAgent {
  /** Its id when it is found and nothing is configured. */
  readonly name: string;
  readonly executable: string;
  readonly preset: PresetName;
}

/** In the order in which they are listed when several are found. */
export const KNOWN_AGENTS: readonly KnownAgent[] = [
  { name: 'claude', executable: 'claude', preset: 'claude-code' },
  { name: 'codex', executable: 'codex', preset: 'codex' },
  { name: 'copilot', executable: 'copilot', preset: 'copilot' },
  { name: 'gemini', executable: 'gemini', preset: 'gemini' },
  { name: 'cursor-agent', executable: 'cursor-agent', preset: 'cursor' },
  { name: 'opencode', executable: 'opencode', preset: 'opencode' },
  { name: 'qwen', executable: 'qwen', preset: 'qwen' },
  { name: 'aider', executable: 'aider', preset: 'aider' },
];
