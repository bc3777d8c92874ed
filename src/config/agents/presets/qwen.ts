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
  prints: 'qwen',
  freedom: 'edits files of its worktree; of shell commands it may run agentic-plan',
};
