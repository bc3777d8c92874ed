import { ALL_MODELS } from '../model-variables.ts';
import { readOpencode } from '../read-opencode.ts';
import { ERRORS, either, LINES } from '../refusal-words.ts';
import type { Preset } from './preset.ts';

/**
 * Flags: https://opencode.ai/docs/cli (`run`: one message without the interface, from standard input where none is
 * given: quotes in an argument would reach the model with backslashes). `--format json` prints one event a line. What it
 * may do is decided by the user's own `permission` settings (https://opencode.ai/docs/permissions), which allow edits
 * and commands by default.
 */
export const opencode: Preset = {
  argv: ['opencode', 'run', '--format', 'json'],
  model: ['--model', '{model}'],
  stdin: 'prompt',
  env: {},
  calls: 'by-name',
  output: { of: 'events', read: readOpencode },
  may: 'what your opencode settings allow',
  login: 'opencode auth login',
  // https://opencode.ai/docs/providers
  variables: ['OPENCODE_*', ...ALL_MODELS],
  reads: ['.opencode/', 'opencode.json', 'opencode.jsonc', 'AGENTS.md', 'CLAUDE.md', '.claude/'],
  secret: 'OPENCODE_API_KEY',
  install: { from: 'npm', name: 'opencode-ai', version: '1.18.33', afterInstall: 'postinstall.mjs' },
  refusals: () => ({
    errors: { ...ERRORS, 'not-logged-in': either(ERRORS['not-logged-in'], /^ProviderAuthError/) },
    lines: LINES,
  }),
};
