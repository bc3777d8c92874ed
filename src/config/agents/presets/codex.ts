import type { Preset } from './preset.ts';

/**
 * Flags: https://developers.openai.com/codex/cli/reference and https://developers.openai.com/codex/noninteractive
 * `exec` never asks for approval; `--sandbox workspace-write` lets it write in its folder only, without network;
 * `-` takes the prompt from standard input. Its shell is a login shell (`bash -lc`), which sets PATH anew: our program is
 * called by its path. Commands need no rule each, the sandbox is the rule.
 */
export const codex: Preset = {
  argv: ['codex', 'exec', '--sandbox', 'workspace-write', '-'],
  stdin: 'prompt',
  env: {},
  calls: 'by-path',
  freedom: 'edits files and runs commands inside its worktree, without network (its own sandbox)',
};
