import type { Preset } from './preset.ts';

/**
 * Flags: https://docs.github.com/en/copilot/reference/copilot-cli-reference/cli-programmatic-reference
 * Without `-p` and without a terminal it takes the prompt from standard input, which no limit of a command line cuts and
 * nobody reads in a list of processes. `--allow-tool=write` lets it change files, `--allow-tool=shell(…:*)` run our own
 * program; `--no-ask-user` keeps it from waiting for an answer that nobody can give, `--no-auto-update` from changing
 * itself in the middle of a run.
 */
export const copilot: Preset = {
  argv: [
    'copilot',
    '--allow-tool=write',
    '--allow-tool=shell({program}:*)',
    '--no-ask-user',
    '--no-auto-update',
    '--output-format',
    'json',
  ],
  model: ['--model', '{model}'],
  stdin: 'prompt',
  env: {},
  calls: 'by-name',
  prints: 'copilot',
  freedom:
    'edits files of its worktree; of shell commands it may run agentic-plan, and redirections that write files',
};
