import type { Preset } from './preset.ts';

/**
 * Flags: https://docs.github.com/en/copilot/reference/copilot-cli-reference/cli-programmatic-reference
 * `-p` runs one prompt and exits; `--allow-tool=write` lets it change files; `--no-ask-user` keeps it from waiting for
 * an answer that nobody can give.
 */
export const copilot: Preset = {
  argv: ['copilot', '-p', '{prompt}', '--allow-tool=write', '--no-ask-user'],
  stdin: 'empty',
  env: {},
  freedom: 'edits files of its worktree; shell commands are refused',
};
