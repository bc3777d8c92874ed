import { aider } from './aider.ts';
import { claudeCode } from './claude-code.ts';
import { codex } from './codex.ts';
import { copilot } from './copilot.ts';
import { cursor } from './cursor.ts';
import { gemini } from './gemini.ts';
import { opencode } from './opencode.ts';
import type { Preset } from './preset.ts';
import { qwen } from './qwen.ts';

/** What `preset:` and `run --with` accept. */
export const PRESET_NAMES = [
  'aider',
  'claude-code',
  'codex',
  'copilot',
  'cursor',
  'gemini',
  'opencode',
  'qwen',
] as const;
export type PresetName = (typeof PRESET_NAMES)[number];

export const PRESETS: Readonly<Record<PresetName, Preset>> = {
  aider,
  'claude-code': claudeCode,
  codex,
  copilot,
  cursor,
  gemini,
  opencode,
  qwen,
};

/** Names that come from outside; undefined: there is no such preset. */
export const presetName = (text: string): PresetName | undefined =>
  PRESET_NAMES.find((name) => name === text);
