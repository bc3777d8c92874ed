import type { Preset } from './preset.ts';

/**
 * Flags: https://aider.chat/docs/config/options.html
 * `--message-file` does one task and exits, `--yes-always` answers its own questions. `--no-git`: what it changes is
 * collected by us, and its own look at objects that lie elsewhere fails. Its histories would lie among the results. It
 * runs no commands: it has to be given the files that it may change, which the prompt names, and finds them there.
 */
export const aider: Preset = {
  argv: [
    'aider',
    '--no-git',
    '--message-file',
    '{prompt_file}',
    '--yes-always',
    '--no-check-update',
    '--no-analytics',
    '--no-show-release-notes',
    '--no-show-model-warnings',
    '--no-pretty',
    '--no-stream',
    '--no-suggest-shell-commands',
    '--map-tokens',
    '0',
    '--input-history-file',
    '/dev/null',
    '--chat-history-file',
    '/dev/null',
  ],
  model: ['--model', '{model}'],
  stdin: 'empty',
  env: {},
  calls: 'by-name',
  prints: 'aider',
  freedom: 'edits files of its worktree; runs no commands',
};
