import type { Preset } from './preset.ts';

/**
 * Flags: https://developers.openai.com/codex/cli/reference and https://developers.openai.com/codex/noninteractive
 * `exec` never asks for approval; `--sandbox workspace-write` lets it write in its folder only, without network;
 * `-` takes the prompt from standard input; `--json` prints one event a line instead of the prompt and all else. Its
 * shell is a login shell (`bash -lc`), which sets PATH anew: our program is called by its path. Commands need no rule
 * each, the sandbox is the rule.
 */
export const codex: Preset = {
  argv: ['codex', 'exec', '--json', '--sandbox', 'workspace-write'],
  model: ['--model', '{model}'],
  last: ['-'],
  stdin: 'prompt',
  env: {},
  calls: 'by-path',
  prints: 'codex',
  freedom: 'edits files and runs commands inside its worktree, without network (its own sandbox)',
};
