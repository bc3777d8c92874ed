import type { ShellWord } from './split-shell.ts';

/** What the words behind `git add`, `git commit` and their kind say. */
export interface ReadOptions {
  /** Which files of the working tree it takes; absent: none. */
  readonly takes?: 'tracked' | 'all';
  /** Git's own pathspecs; none: all that is below the root. */
  readonly patterns: readonly string[];
  /** A commit of it has what is staged, too. */
  readonly includes: boolean;
  /** It only shows what it would do. */
  readonly isDry: boolean;
}

// Options that take the next word, where nothing is attached to them.
const COMMIT_VALUES =
  /^(?:-[^-mFCctuS]*[mFCct]|--(?:message|file|reuse-message|reedit-message|template|author|date|fixup|squash|cleanup|trailer|pathspec-from-file))$/;
const ADD_VALUES = /^--(?:chmod|pathspec-from-file)$/;

/** Of `add`, `stage`, `rm`, `mv` and `commit`; whatever else there is takes nothing. */
export function readOptions(command: string, words: readonly ShellWord[]): ReadOptions {
  const isCommit = command === 'commit';
  const { options, operands } = sort(words, isCommit ? COMMIT_VALUES : ADD_VALUES);
  const has = (...names: readonly string[]): boolean => options.some((one) => names.includes(one));
  const hasLetter = (letter: string): boolean => options.some((one) => letters(one).includes(letter));
  const isFromFile = options.some((one) => one.startsWith('--pathspec-from-file'));
  // a word that only a shell can fill in may be any file; so may what stands in a file
  const isAnything = isFromFile || operands.some(({ isFilledIn }) => isFilledIn);
  const patterns = isAnything ? [] : operands.map(({ text }) => text);
  const names = isAnything || patterns.length > 0;
  const read = { patterns, includes: true, isDry: has('--dry-run', '--help', '-h') };
  if (isCommit) {
    const takes = names || has('--all') || hasLetter('a');
    // `git commit <paths>` commits these alone, unless it says so
    const includes = !names || has('--include') || hasLetter('i');
    return takes ? { ...read, includes, takes: 'tracked' } : read;
  }
  if (read.isDry || has('-n')) return read;
  if (command === 'rm' || command === 'mv') return names ? { ...read, takes: 'all' } : read;
  if (command !== 'add' && command !== 'stage') return read;
  if (has('-u', '--update')) return { ...read, takes: 'tracked' };
  return names || has('-A', '--all', '--no-ignore-removal') ? { ...read, takes: 'all' } : read;
}

/** The letters of short options, up to one that takes the rest of the word: `am` of `-amessage` and of `-am message`. */
const letters = (option: string): string => /^-([a-zA-Z]*?[mFCctuS]|[a-zA-Z]+)/.exec(option)?.[1] ?? '';

function sort(words: readonly ShellWord[], values: RegExp) {
  const options: string[] = [];
  const operands: ShellWord[] = [];
  for (let at = 0; at < words.length; at++) {
    const word = words[at];
    if (word === undefined) continue;
    if (word.text === '--')
      return { options, operands: [...operands, ...withoutRedirections(words.slice(at + 1))] };
    if (!word.text.startsWith('-') || word.text === '-') operands.push(word);
    else {
      options.push(word.text);
      if (values.test(word.text)) at++;
    }
  }
  return { options, operands: withoutRedirections(operands) };
}

/** `> log`, `2>&1`, `>/dev/null`: for the shell. */
function withoutRedirections(words: readonly ShellWord[]): readonly ShellWord[] {
  return words.filter(
    ({ text }, at) => !/^\d*[<>]/.test(text) && !/^\d*(?:>>?|<)$/.test(words[at - 1]?.text ?? ''),
  );
}
