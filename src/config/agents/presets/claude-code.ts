import type { Preset } from './preset.ts';

/**
 * Flags: https://code.claude.com/docs/en/cli-reference and https://code.claude.com/docs/en/headless
 * `-p` prints and exits, the prompt may come by standard input; `--permission-mode acceptEdits` accepts edits of files
 * in its folder, and `--allowedTools` our own `claim`, by the prefix that the prompt spells. Everything else that no
 * settings allow is refused, since nobody can be asked. `stream-json` tells what it does while it does it, and what it
 * cost; without `--verbose` it refuses to stream. A team's own settings count only where they are named: trust is
 * given to a person's checkout, and does not reach a folder of ours.
 */
export const claudeCode: Preset = {
  argv: [
    'claude',
    '-p',
    '--permission-mode',
    'acceptEdits',
    '--allowedTools',
    'Bash({program} claim:*)',
    '--output-format',
    'stream-json',
    '--verbose',
  ],
  model: ['--model', '{model}'],
  stdin: 'prompt',
  env: {},
  calls: 'by-name',
  prints: 'claude',
  ifThere: [{ file: '.claude/settings.json', words: ['--settings', '.claude/settings.json'] }],
  freedom:
    'edits files of its worktree; runs only agentic-plan claim and commands that your own Claude Code settings, or the repository’s .claude/settings.json, allow',
};
