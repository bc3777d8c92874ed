import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
export const README = readFileSync(`${ROOT}README.md`, 'utf8');

/** The lines of all indented blocks, as they are printed: commands, the ones of a shell and of a hook. */
export const indentedLines = (): readonly string[] =>
  README.replaceAll(/^```[\s\S]*?^```/gm, '')
    .split('\n')
    .filter((line) => line.startsWith('    '))
    .map((line) => line.trim());

/** The line for `.git/hooks/pre-push`. */
export function hookLine(): string {
  const [line] = indentedLines().filter((one) => one.includes('hook pre-push'));
  if (line === undefined) throw new Error('README.md has no line for a pre-push hook');
  return line;
}
