import { OPENAI, TELEMETRY } from '../model-variables.ts';
import { readCodex } from '../read-codex.ts';
import { ERRORS, either, LINES } from '../refusal-words.ts';
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
  output: { of: 'events', read: readCodex },
  may: 'edit and run commands inside its sandbox, without network',
  login: 'codex login, or set CODEX_API_KEY',
  // https://developers.openai.com/codex/environment-variables
  variables: ['CODEX_*', ...OPENAI, ...TELEMETRY],
  reads: ['.codex/', '.agents/', 'AGENTS.md', 'AGENTS.override.md'],
  secret: 'CODEX_API_KEY',
  install: { from: 'npm', name: '@openai/codex', version: '0.171.0' },
  refusals: () => ({
    errors: {
      ...ERRORS,
      'not-logged-in': either(ERRORS['not-logged-in'], /codex login|log ?(?:in|out and sign in) again/),
      'out-of-credit': either(ERRORS['out-of-credit'], /purchase more credits|upgrade to (?:plus|pro)/),
    },
    lines: {
      ...LINES,
      'not-logged-in': either(LINES['not-logged-in'], /^(?:error: ?)?.{0,40}run `?codex login/),
    },
  }),
};
