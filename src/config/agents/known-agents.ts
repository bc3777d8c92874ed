import type { PresetName } from './presets/by-name.ts';

/** An agent that people have on PATH: its executable, and the preset that starts it. */
export interface KnownAgent {
  /** Its id when it is found and nothing is configured. */
  readonly name: string;
  readonly executable: string;
  /** Absent: it is named in plans, but `run` needs a `command` for it. */
  readonly preset?: PresetName;
}

/** In the order in which they are listed when several are found. */
export const KNOWN_AGENTS: readonly KnownAgent[] = [
  { name: 'claude', executable: 'claude', preset: 'claude-code' },
  { name: 'codex', executable: 'codex', preset: 'codex' },
  { name: 'copilot', executable: 'copilot', preset: 'copilot' },
  { name: 'gemini', executable: 'gemini', preset: 'gemini' },
  { name: 'cursor-agent', executable: 'cursor-agent', preset: 'cursor' },
  { name: 'opencode', executable: 'opencode', preset: 'opencode' },
  // No preset: it writes history files into the worktree, which would count as changes outside the claim.
  { name: 'aider', executable: 'aider' },
];
