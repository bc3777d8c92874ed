import {
  bodyOf,
  endOfDoubleQuote,
  endOfQuote,
  endOfSubstitution,
  type HereDocument,
  hereDocumentAt,
} from './shell-quotes.ts';

/** One word of a command, quotes taken off. */
export interface ShellWord {
  readonly text: string;
  /** It holds what a shell fills in: a variable, the output of a command, a list in braces. */
  readonly isFilledIn: boolean;
}

/** One command with its words, and what it gets by `<<`. */
export interface ShellCommand {
  readonly words: readonly ShellWord[];
  readonly input?: string;
}

const LONGEST = 100_000;
const DEEPEST = 8;

/**
 * The commands in a text for a shell, in their order, as far as they can be told without running it: what is between quotes,
 * in comments and in here-documents is none. The commands of a `$(…)` follow by themselves.
 */
export function splitShell(text: string, depth = 0): readonly ShellCommand[] {
  return depth > DEEPEST ? [] : new Splitter(text.slice(0, LONGEST), depth).split();
}

class Splitter {
  readonly #text: string;
  readonly #depth: number;
  readonly #commands: { readonly words: readonly ShellWord[]; input?: string }[] = [];
  readonly #inner: ShellCommand[] = [];
  #words: ShellWord[] = [];
  #word: ShellWord | undefined;
  #awaited: { readonly document: HereDocument; readonly of: number }[] = [];
  #at = 0;

  constructor(text: string, depth: number) {
    this.#text = text;
    this.#depth = depth;
  }

  split(): readonly ShellCommand[] {
    while (this.#at < this.#text.length) this.#step(this.#text[this.#at] ?? '');
    this.#endCommand();
    return [...this.#commands, ...this.#inner];
  }

  /** Takes one thing, and moves behind it. */
  #step(char: string): void {
    const document = hereDocumentAt(this.#text, this.#at);
    if (document !== undefined) {
      this.#endWord();
      this.#awaited.push({ document, of: this.#commands.length });
      this.#at += document.length;
    } else if (char === "'") this.#add({ to: endOfQuote(this.#text, this.#at), from: 1, isFilledIn: false });
    else if (char === '"') this.#addDoubleQuoted();
    else if (this.#text.startsWith('$(', this.#at)) this.#addSubstituted();
    else if (char === '#' && this.#word === undefined) this.#at += /^.*/.exec(this.#rest())?.[0].length ?? 1;
    else if (char === '\n') this.#endLine();
    else this.#stepPlain(char);
  }

  #stepPlain(char: string): void {
    if (char === '\\') {
      if (this.#text[this.#at + 1] !== '\n') this.#append(this.#text[this.#at + 1] ?? '', false);
      this.#at++;
    } else if (';&|()`'.includes(char)) this.#endCommand();
    else if (/\s/.test(char)) this.#endWord();
    else this.#append(char, char === '$' || char === '{');
    this.#at++;
  }

  #rest = (): string => this.#text.slice(this.#at);

  #append(text: string, isFilledIn: boolean): void {
    const { text: before = '', isFilledIn: was = false } = this.#word ?? {};
    this.#word = { text: before + text, isFilledIn: was || isFilledIn };
  }

  #add({
    to,
    from,
    isFilledIn,
  }: {
    readonly to: number;
    readonly from: number;
    readonly isFilledIn: boolean;
  }): void {
    this.#append(this.#text.slice(this.#at + from, to), isFilledIn);
    this.#at = to + 1;
  }

  #addDoubleQuoted(): void {
    const to = endOfDoubleQuote(this.#text, this.#at);
    const raw = this.#text.slice(this.#at + 1, to);
    const plain = raw.replaceAll(/\\(["\\$`\n])/g, (_, char: string) => (char === '\n' ? '' : char));
    this.#append(plain, /[$`]/.test(raw));
    this.#addInnerOf(raw);
    this.#at = to + 1;
  }

  #addInnerOf(raw: string): void {
    for (let at = raw.indexOf('$('); at >= 0; at = raw.indexOf('$(', at)) {
      const end = endOfSubstitution(raw, at);
      this.#inner.push(...splitShell(raw.slice(at + 2, end), this.#depth + 1));
      at = end;
    }
  }

  #addSubstituted(): void {
    const to = endOfSubstitution(this.#text, this.#at);
    this.#inner.push(...splitShell(this.#text.slice(this.#at + 2, to), this.#depth + 1));
    this.#append('', true);
    this.#at = to + 1;
  }

  #endLine(): void {
    const awaited = this.#awaited;
    this.#awaited = [];
    this.#endCommand();
    this.#at++;
    for (const { document, of } of awaited) {
      const { body, end } = bodyOf(this.#text, this.#at, document.name);
      const command = this.#commands[of];
      if (command !== undefined) command.input = body;
      this.#at = end + 1;
    }
  }

  #endWord(): void {
    if (this.#word !== undefined) this.#words.push(this.#word);
    this.#word = undefined;
  }

  #endCommand(): void {
    this.#endWord();
    if (this.#words.length > 0) this.#commands.push({ words: this.#words });
    this.#words = [];
  }
}
