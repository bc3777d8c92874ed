import type { Preset } from './preset.ts';

/**
 * Flags: https://docs.github.com/en/copilot/reference/copilot-cli-reference/cli-programmatic-reference
 * `-p` runs one prompt and exits; `--allow-tool=write` lets it change files, `--allow-tool=shell(…:*)` run our own
 * program; `--no-ask-user` keeps it from waiting for an answer that nobody can give.
 */
export const copilot: Preset = {
  argv: [
    'copilot',
    '-p',
    '{prompt}',
    '--allow-tool=write',
    '--allow-tool=shell({program}:*)',
    '--no-ask-user',
  ],
  stdin: 'empty',
  env: {},
  calls: 'by-name',
  freedom:
    'edits files of its worktree; of shell commands it may run agentic-plan, and redirections that write files',
};
