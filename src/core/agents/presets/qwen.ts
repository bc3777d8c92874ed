import { ALIBABA, ANTHROPIC, GOOGLE, OPENAI, TELEMETRY } from '../model-variables.ts';
import { readQwen } from '../read-claude.ts';
import { ERRORS, either, LINES } from '../refusal-words.ts';
import type { Preset } from './preset.ts';

/**
 * Flags: https://qwenlm.github.io/qwen-code-docs/en/users/features/headless/
 * Without a terminal it runs headless and takes the prompt from standard input; `auto-edit` accepts edits of files,
 * `--allowed-tools` brings the one shell command that it may run: our own program.
 */
export const qwen: Preset = {
  argv: [
    'qwen',
    '--approval-mode',
    'auto-edit',
    '--allowed-tools',
    'run_shell_command({program})',
    '--output-format',
    'stream-json',
  ],
  model: ['--model', '{model}'],
  stdin: 'prompt',
  env: {},
  calls: 'by-name',
  output: { of: 'events', read: readQwen },
  may: 'edit; run our program',
  login: 'start qwen and choose /auth, or set OPENAI_API_KEY',
  // https://qwenlm.github.io/qwen-code-docs/en/users/configuration/auth
  variables: [...ALIBABA, ...OPENAI, ...ANTHROPIC, ...GOOGLE, ...TELEMETRY, 'OPENROUTER_*', 'TAVILY_API_KEY'],
  reads: ['.qwen/', '.qwenignore', 'QWEN.md', '.env'],
  secret: 'OPENAI_API_KEY',
  install: { from: 'npm', name: '@qwen-code/qwen-code', version: '0.24.4' },
  refusals: () => ({
    errors: { ...ERRORS, 'not-logged-in': either(ERRORS['not-logged-in'], /no auth type is selected/) },
    lines: { ...LINES, 'not-logged-in': /^no auth type is selected/ },
  }),
};
