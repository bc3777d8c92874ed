import type { Tokens } from './said.ts';

// Events are whatever a program printed: every step into one is checked, and no key of it meets a prototype.

/** What lies at a path of keys; undefined where something is in the way. */
export function at(value: unknown, ...path: readonly string[]): unknown {
  let here: unknown = value;
  for (const key of path) {
    if (typeof here !== 'object' || here === null || !Object.hasOwn(here, key)) return undefined;
    here = Object.getOwnPropertyDescriptor(here, key)?.value;
  }
  return here;
}

export function textAt(value: unknown, ...path: readonly string[]): string {
  const found = at(value, ...path);
  return typeof found === 'string' ? found : '';
}

export function listAt(value: unknown, ...path: readonly string[]): readonly unknown[] {
  const found = at(value, ...path);
  return Array.isArray(found) ? found : [];
}

/** An amount: finite and not negative. */
export function amountAt(value: unknown, ...path: readonly string[]): number | undefined {
  const found = at(value, ...path);
  return typeof found === 'number' && Number.isFinite(found) && found >= 0 ? found : undefined;
}

/** Counts that belong together; undefined where none of them is there. */
export function tokensOf(
  input: readonly (number | undefined)[],
  output: readonly (number | undefined)[],
): Tokens | undefined {
  if ([...input, ...output].every((count) => count === undefined)) return undefined;
  const sum = (counts: readonly (number | undefined)[]) =>
    Math.round(counts.reduce<number>((total, count) => total + (count ?? 0), 0));
  return { input: sum(input), output: sum(output) };
}

const SHELLS = /^(bash|shell|run_shell_command|exec_command|local_shell)$/i;
const TELLING = [
  'file_path',
  'filePath',
  'absolute_path',
  'path',
  'notebook_path',
  'pattern',
  'query',
  'url',
  'description',
  'prompt',
] as const;
const LONGEST_CALL = 300;

/** One line for a tool that is used: `$ npm test`, `Write src/a.ts`. */
export function callLine(tool: string, input: unknown): string {
  const command = textAt(input, 'command') || textAt(input, 'cmd');
  if (command !== '' && (SHELLS.test(tool) || tool === '')) return cut(`$ ${command}`);
  const about = TELLING.map((key) => textAt(input, key)).find((text) => text !== '') ?? command;
  return cut(about === '' ? tool : `${tool} ${about}`);
}

/** The first line, as long as a person reads. */
function cut(text: string): string {
  const line = text.trim().split('\n', 1)[0] ?? '';
  const short = line.length > LONGEST_CALL ? `${line.slice(0, LONGEST_CALL)}…` : line;
  return short === text.trim() || short.endsWith('…') ? short : `${short} …`;
}

const LONGEST_RESULT = 2_000;

/** What a tool answered, where it went wrong: its end says why. */
export const resultText = (text: string): string =>
  text.length > LONGEST_RESULT ? `… ${text.slice(-LONGEST_RESULT)}` : text;
