import { GOOGLE, TELEMETRY } from '../model-variables.ts';
import { readGemini } from '../read-gemini.ts';
import { ERRORS, either, LINES } from '../refusal-words.ts';
import type { Preset } from './preset.ts';

/**
 * Flags: https://geminicli.com/docs/cli/headless/ and https://geminicli.com/docs/core/concepts
 * Without a terminal it runs headless and takes the prompt from standard input; `auto_edit` accepts edits of
 * files, `--allowed-tools` brings the one shell command that it may run: our own program. `stream-json` prints one
 * event a line.
 * A folder that is not trusted falls back to asking, and nobody can be asked: a worktree of ours is as trusted as
 * the repository that the user started us in (https://geminicli.com/docs/cli/trusted-folders).
 */
export const gemini: Preset = {
  argv: [
    'gemini',
    '--approval-mode',
    'auto_edit',
    '--allowed-tools',
    'run_shell_command({program})',
    '--output-format',
    'stream-json',
  ],
  model: ['--model', '{model}'],
  stdin: 'prompt',
  env: { GEMINI_CLI_TRUST_WORKSPACE: 'true' },
  calls: 'by-name',
  output: { of: 'events', read: readGemini },
  may: 'edit; run our program',
  login: 'start gemini and choose /auth, or set GEMINI_API_KEY',
  // https://geminicli.com/docs/reference/configuration
  variables: [...GOOGLE, ...TELEMETRY],
  reads: ['.gemini/', '.geminiignore', 'GEMINI.md', '.env'],
  secret: 'GEMINI_API_KEY',
  install: { from: 'npm', name: '@google/gemini-cli', version: '0.61.0' },
  refusals: () => ({
    codes: { 41: 'not-logged-in' },
    errors: {
      ...ERRORS,
      'out-of-credit': either(
        ERRORS['out-of-credit'],
        /exhausted your (?:daily )?(?:quota|capacity)|per ?day\b|prepayment credits/,
      ),
    },
    lines: { ...LINES, 'not-logged-in': /^please set an auth method in / },
  }),
};
