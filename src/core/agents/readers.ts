import type { AgentFormat } from '../model/agent-format.ts';
import { readAider } from './read-aider.ts';
import { readClaude, readQwen } from './read-claude.ts';
import { readCodex } from './read-codex.ts';
import { readCopilot } from './read-copilot.ts';
import { readGemini } from './read-gemini.ts';
import { readOpencode } from './read-opencode.ts';
import type { Reader } from './said.ts';

interface Format {
  /** `events`: one JSON object a line, of which people see what the reader says; `lines`: text, shown as it is. */
  readonly of: 'events' | 'lines';
  readonly read: Reader;
}

/** How each format is read. */
export const FORMATS: Readonly<Record<AgentFormat, Format>> = {
  text: { of: 'lines', read: () => ({}) },
  aider: { of: 'lines', read: readAider },
  claude: { of: 'events', read: readClaude },
  codex: { of: 'events', read: readCodex },
  copilot: { of: 'events', read: readCopilot },
  gemini: { of: 'events', read: readGemini },
  opencode: { of: 'events', read: readOpencode },
  qwen: { of: 'events', read: readQwen },
};
