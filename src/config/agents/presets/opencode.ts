import type { Preset } from './preset.ts';

/**
 * Flags: https://opencode.ai/docs/cli (`run`: one message without the interface). What it may do is decided by the
 * user's own `permission` settings (https://opencode.ai/docs/permissions), which allow edits and commands by default.
 */
export const opencode: Preset = {
  argv: ['opencode', 'run', '{prompt}'],
  stdin: 'empty',
  env: {},
  calls: 'by-name',
  freedom: 'whatever your own opencode permissions allow; by default edits and commands',
};
