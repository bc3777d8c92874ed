// Where things end in a text for a shell. Each function takes where one begins, and gives where its last character is, or the
// end of the text; that is where whatever is nested deeper than anybody writes ends, too.

const DEEPEST = 20;

/** `"…"`, with what is escaped or substituted in it. */
export function endOfDoubleQuote(text: string, start: number, depth = 0): number {
  for (let at = start + 1; at < text.length; at++) {
    if (text[at] === '\\') at++;
    else if (text[at] === '"') return at;
    else if (text.startsWith('$(', at)) at = endOfSubstitution(text, at, depth + 1);
  }
  return text.length;
}

/** `'…'`. */
export function endOfQuote(text: string, start: number): number {
  return endAt(text.indexOf("'", start + 1), text);
}

/** `$(…)`, with quotes, here-documents and parentheses in it. */
export function endOfSubstitution(text: string, start: number, depth = 0): number {
  if (depth > DEEPEST) return text.length;
  let open = 0;
  let awaited: readonly HereDocument[] = [];
  for (let at = start + 1; at < text.length; at++) {
    const here = hereDocumentAt(text, at);
    if (here !== undefined) {
      awaited = [...awaited, here];
      at += here.length - 1;
    } else if (text[at] === '\\') at++;
    else if (text[at] === "'") at = endOfQuote(text, at);
    else if (text[at] === '"') at = endOfDoubleQuote(text, at, depth + 1);
    else if (text[at] === '\n') {
      at = awaited.reduce((from, { name }) => bodyOf(text, from + 1, name).end, at);
      awaited = [];
    } else if (text[at] === '(') open++;
    else if (text[at] === ')' && --open === 0) return at;
  }
  return text.length;
}

/** `<<END` and its kind; the body begins with the next line. */
export interface HereDocument {
  readonly name: string;
  /** Of the words that announce it. */
  readonly length: number;
}

const HERE = /<<(?!<)-?[ \t]*(?:'([^'\n]*)'|"([^"\n]*)"|\\?([^\s;&|<>()'"]+))/y;

export function hereDocumentAt(text: string, at: number): HereDocument | undefined {
  if (text[at] !== '<') return undefined;
  HERE.lastIndex = at;
  const [all = '', ...names] = HERE.exec(text) ?? [];
  const name = names.find((one) => one !== undefined);
  return name === undefined ? undefined : { name, length: all.length };
}

/** From the first character of its body; `end`: where the line with its name ends. */
export function bodyOf(
  text: string,
  start: number,
  name: string,
): { readonly body: string; readonly end: number } {
  for (let from = start; from < text.length; ) {
    const end = endAt(text.indexOf('\n', from), text);
    if (text.slice(from, end).trim() === name) return { body: text.slice(start, from), end };
    from = end + 1;
  }
  return { body: text.slice(start), end: text.length };
}

const endAt = (found: number, text: string): number => (found < 0 ? text.length : found);
