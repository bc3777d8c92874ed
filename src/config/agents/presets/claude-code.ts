import type { Preset } from './preset.ts';

/**
 * Flags: https://code.claude.com/docs/en/cli-reference and https://code.claude.com/docs/en/headless
 * `-p` prints and exits, the prompt may come by standard input; `--permission-mode acceptEdits` accepts edits of files
 * in its folder, and `--allowedTools` our own `claim`, by the prefix that the prompt spells. Everything else that the
 * user's own settings do not allow is refused, since nobody can be asked.
 */
export const claudeCode: Preset = {
  argv: ['claude', '-p', '--permission-mode', 'acceptEdits', '--allowedTools', 'Bash({program} claim:*)'],
  stdin: 'prompt',
  env: {},
  calls: 'by-name',
  freedom:
    'edits files of its worktree; runs only agentic-plan claim and commands that your own Claude Code settings allow',
};
