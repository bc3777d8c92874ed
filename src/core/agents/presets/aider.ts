import { ALL_MODELS } from '../model-variables.ts';
import { readAider } from '../read-aider.ts';
import type { Preset } from './preset.ts';

const NEVER = /(?!)/;

/**
 * Flags: https://aider.chat/docs/config/options.html
 * `--message-file` does one task and exits, `--yes-always` answers its own questions. `--no-git`: what it changes is
 * collected by us, and its own look at objects that lie elsewhere fails. Its histories would lie among the results. It
 * runs no commands: it has to be given the files that it may change, which the prompt names, and finds them there.
 */
export const aider: Preset = {
  argv: [
    'aider',
    '--no-git',
    '--message-file',
    '{prompt_file}',
    '--yes-always',
    '--no-check-update',
    '--no-analytics',
    '--no-show-release-notes',
    '--no-show-model-warnings',
    '--no-pretty',
    '--no-stream',
    '--no-suggest-shell-commands',
    '--map-tokens',
    '0',
    '--input-history-file',
    '/dev/null',
    '--chat-history-file',
    '/dev/null',
  ],
  model: ['--model', '{model}'],
  stdin: 'empty',
  env: {},
  calls: 'by-name',
  output: { of: 'lines', read: readAider },
  may: 'edit; runs no commands, so it asks for no paths',
  login: 'set the key of its model’s vendor, for example OPENAI_API_KEY',
  // https://aider.chat/docs/llms.html
  variables: ['AIDER_*', ...ALL_MODELS],
  reads: [
    '.aider.conf.yml',
    '.aider.model.settings.yml',
    '.aider.model.metadata.json',
    '.aiderignore',
    '.env',
  ],
  secret: 'OPENAI_API_KEY',
  install: { from: 'pypi', name: 'aider-chat', version: '0.86.2' },
  refusals: () => ({
    errors: { 'not-logged-in': NEVER, 'out-of-credit': NEVER, 'rate-limited': NEVER },
    lines: {
      'not-logged-in':
        /^litellm\.AuthenticationError|^the API provider is not able to authenticate you|^no llm model was specified and no api keys were provided|^waiting up to \d+ minutes for you to finish in the browser/i,
      'out-of-credit':
        /^litellm\.\w+Error.*(?:insufficient[_ ](?:quota|credits?|balance)|exceeded your current quota|credit balance is too low|requires more credits)/i,
      'rate-limited': /^litellm\.RateLimitError|^the API provider has rate limited you/i,
    },
  }),
};
