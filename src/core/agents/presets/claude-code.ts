import { ANTHROPIC, AZURE, BEDROCK, TELEMETRY } from '../model-variables.ts';
import { readClaude } from '../read-claude.ts';
import { ERRORS, either, LINES } from '../refusal-words.ts';
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
  output: { of: 'events', read: readClaude },
  ifThere: [{ file: '.claude/settings.json', words: ['--settings', '.claude/settings.json'] }],
  may: 'edit; run our `claim`, and what your settings or the repository’s allow',
  login: 'claude /login, or set ANTHROPIC_API_KEY',
  // https://code.claude.com/docs/en/env-vars
  variables: [
    'CLAUDE_*',
    ...ANTHROPIC,
    ...BEDROCK,
    ...AZURE,
    ...TELEMETRY,
    'GOOGLE_*',
    'GCLOUD_PROJECT',
    'CLOUDSDK_*',
    'CLOUD_ML_REGION',
    'VERTEX_*',
    'API_TIMEOUT_MS',
    'BASH_DEFAULT_TIMEOUT_MS',
    'BASH_MAX_*',
    'DISABLE_*',
    'ENABLE_*',
    'IS_SANDBOX',
    'MAX_MCP_OUTPUT_TOKENS',
    'MAX_STRUCTURED_OUTPUT_RETRIES',
    'MAX_THINKING_TOKENS',
    'MCP_*',
    'TASK_MAX_OUTPUT_LENGTH',
    'USE_BUILTIN_RIPGREP',
  ],
  reads: ['.claude/', '.claude-plugin/', '.claude.json', 'CLAUDE.md', 'CLAUDE.local.md', '.mcp.json'],
  secret: 'ANTHROPIC_API_KEY',
  install: {
    from: 'npm',
    name: '@anthropic-ai/claude-code',
    version: '2.1.332',
    afterInstall: 'install.cjs',
  },
  refusals: () => ({
    errors: {
      'not-logged-in': either(ERRORS['not-logged-in'], /please run \/login|oauth token/),
      'out-of-credit': either(
        ERRORS['out-of-credit'],
        /hit your [\w -]{0,30}limit|\b(?:session|weekly|5-hour|spend|opus|sonnet) limit reached|out of usage/,
      ),
      'rate-limited': ERRORS['rate-limited'],
    },
    lines: {
      ...LINES,
      'not-logged-in': either(
        LINES['not-logged-in'],
        /^(?:invalid api key|session expired|your session has expired).*\/login/,
      ),
    },
  }),
};
