import { TELEMETRY } from '../model-variables.ts';
import { readCopilot } from '../read-copilot.ts';
import { ERRORS, either, LINES } from '../refusal-words.ts';
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
  output: { of: 'events', read: readCopilot },
  may: 'edit; run our program',
  login: 'copilot login, or set COPILOT_GITHUB_TOKEN',
  // https://docs.github.com/en/copilot/reference/copilot-cli-reference: of the three tokens that it logs in with, the one
  // that is nobody else's; the others are the forge's, and `pass` names the one that it gets.
  variables: ['COPILOT_*', 'COPILOT_GITHUB_TOKEN', 'GH_HOST', ...TELEMETRY],
  reads: [
    '.copilot/',
    '.github/',
    '.vscode/mcp.json',
    '.mcp.json',
    'AGENTS.md',
    'CLAUDE.md',
    'GEMINI.md',
    '.claude/',
  ],
  secret: 'COPILOT_GITHUB_TOKEN',
  install: { from: 'npm', name: '@github/copilot', version: '1.0.102' },
  refusals: () => ({
    errors: {
      ...ERRORS,
      'not-logged-in': either(ERRORS['not-logged-in'], /^authentication: /),
      'out-of-credit': either(
        ERRORS['out-of-credit'],
        /^quota: |premium requests?\b.*(?:exceeded|exhausted|allowance)|no quota/,
      ),
    },
    lines: {
      ...LINES,
      'not-logged-in': either(
        LINES['not-logged-in'],
        /^error: (?:no authentication information found|authentication token found but could not be validated)|^.{0,4}start 'copilot' and run the '\/login' command/,
      ),
    },
  }),
};
