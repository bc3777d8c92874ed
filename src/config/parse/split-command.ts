import type { AgentCommand } from '../../core/model/task.ts';

export type SplitCommand =
  | {
      readonly ok: true;
      readonly argv: readonly [string, ...string[]];
      readonly shellWords: readonly string[];
    }
  | { readonly ok: false; readonly reason: 'empty' | 'open-quote' | 'open-escape' | 'nul' };

/** What a shell would act on and we hand over as it is: worth a warning, since the writer may have expected a shell. */
const SHELL_WORD = /^(&&?|\|\|?|;|<|>|>>|2>&1|\d?>.*)$|;$|\$\(|`|^\$\w|\$\{/;

/**
 * A command line → argv, without a shell: spaces separate, quotes and backslashes keep together as in POSIX. `;`,
 * `$(…)`, `*` and variables are characters like others. `shellWords`: unquoted words that look meant for a shell.
 */
export function splitCommand(line: string): SplitCommand {
  if (line.includes('\0')) return { ok: false, reason: 'nul' };
  const words: string[] = [];
  const shellWords: string[] = [];
  const piece = /\s+|'([^']*)'|"((?:[^"\\]|\\[\s\S])*)"|\\([\s\S])|([^\s'"\\]+)|(['"])|\\$/gy;
  let word: string | undefined;
  let bare = '';
  const finish = () => {
    if (word !== undefined) words.push(word);
    if (SHELL_WORD.test(bare)) shellWords.push(bare);
    word = undefined;
    bare = '';
  };
  for (const match of line.matchAll(piece)) {
    const [whole, single, double, escaped, plain, open] = match;
    if (open !== undefined) return { ok: false, reason: 'open-quote' };
    if (whole === '\\') return { ok: false, reason: 'open-escape' };
    const text = single ?? double?.replace(/\\(["\\$`])/g, '$1') ?? escaped ?? plain;
    if (text === undefined) finish();
    else {
      word = (word ?? '') + text;
      bare += plain ?? '';
    }
  }
  finish();
  const [first, ...rest] = words;
  if (first === undefined || first === '') return { ok: false, reason: 'empty' };
  return { ok: true, argv: [first, ...rest], shellWords };
}

/** A command as a file has it. Trouble with it has been reported by then; what cannot be split is left out. */
export function toCommand(input: string | readonly string[], shell: boolean): AgentCommand | undefined {
  if (typeof input === 'string') {
    if (shell) return { shell: input };
    const split = splitCommand(input);
    return split.ok ? { argv: split.argv } : undefined;
  }
  const [first, ...rest] = input;
  return first === undefined ? undefined : { argv: [first, ...rest] };
}
