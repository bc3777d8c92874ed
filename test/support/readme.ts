import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const README = readFileSync(`${ROOT}README.md`, 'utf8');

/** The lines of all indented blocks, as they are printed: commands, the ones of a shell and of a hook. */
export const indentedLines = (): readonly string[] =>
  README.replaceAll(/^```[\s\S]*?^```/gm, '')
    .split('\n')
    .filter((line) => line.startsWith('    '))
    .map((line) => line.trim());

/** What is typed: the printed line without the words that explain it. */
export const commandOf = (line: string): string => line.split(/ {2,}/, 1)[0] ?? '';

/** Commands of ours and of npm in the text, outside of blocks and tables. */
export const inlineCommands = (): readonly string[] =>
  [
    ...README.replaceAll(/^```[\s\S]*?^```|^\|.*$/gm, '').matchAll(
      /`((?:agentic-plan|node dist\/cli\.js|np[mx]) [^`\n]*)`/g,
    ),
  ].map(([, command = '']) => command);

/** The first fenced block of a language. */
export const blockOf = (language: string): string =>
  README.split(`\`\`\`${language}\n`)[1]?.split('```')[0] ?? '';

/** What the hook says of a path that is claimed; or, on a machine that is busy, that its time was too short to look. */
export const LOOKED = /claimed by|^agentic-plan: (no look at this push|claims were not looked at)/m;
