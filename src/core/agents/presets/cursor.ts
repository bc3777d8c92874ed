import { ERRORS, either, LINES } from '../refusal-words.ts';
import type { Preset } from './preset.ts';

/**
 * Flags: https://cursor.com/docs/cli/headless — `-p` prints and exits; without `--force` changes are only proposed,
 * with it commands run as well unless the user's own settings deny them. What its shell makes of PATH has not been
 * seen: our program is called by its path.
 */
export const cursor: Preset = {
  argv: ['cursor-agent', '-p', '--force'],
  model: ['--model', '{model}'],
  last: ['{prompt}'],
  stdin: 'empty',
  env: {},
  calls: 'by-path',
  may: 'all that your Cursor settings do not deny',
  login: 'cursor-agent login, or set CURSOR_API_KEY',
  variables: ['CURSOR_*'],
  reads: ['.cursor/', '.cursorrules', '.cursorignore', '.cursorindexingignore', 'AGENTS.md', 'CLAUDE.md'],
  secret: 'CURSOR_API_KEY',
  refusals: () => ({
    errors: ERRORS,
    lines: {
      ...LINES,
      'not-logged-in': either(LINES['not-logged-in'], /^(?:error: ?)?authentication required/),
    },
  }),
};
