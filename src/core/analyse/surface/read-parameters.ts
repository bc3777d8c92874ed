/** A parameter of a declaration, its type aside where callers do not write it. */
export interface Parameter {
  readonly name: string;
  /** As written; absent: it has to be given. */
  readonly default?: string;
  /** It may be left out for another reason: `a?: string`, `*args`. */
  readonly optional?: true;
}

/** The parameters between the first parentheses of a declaration; undefined where it has none, or they do not end. */
export function readParameters(text: string, language: string): readonly Parameter[] | undefined {
  const open = firstParenthesis(text, language);
  const end = open < 0 ? -1 : closing(text, open);
  if (end < 0) return undefined;
  return splitTop(text.slice(open + 1, end))
    .map((part) => readOne(part.trim(), language))
    .filter((parameter) => parameter !== undefined)
    .filter(({ name }) => name !== 'self' && name !== 'cls');
}

/** Go writes the receiver before the name, others may write type parameters. */
function firstParenthesis(text: string, language: string): number {
  const from = language === 'go' ? (/^\s*func\s+\([^)]*\)/.exec(text)?.[0].length ?? 0) : 0;
  const line = text.slice(0, Math.max(text.indexOf('\n'), 0) || text.length);
  const at = text.indexOf('(', from);
  return at < 0 || at > line.length ? -1 : at;
}

const OPEN = '([{<';
const CLOSE = ')]}>';

function closing(text: string, open: number): number {
  let depth = 0;
  for (let at = open; at < text.length; at++) {
    const letter = text[at] ?? '';
    if (letter === '"' || letter === "'" || letter === '`') at = endOfString(text, at);
    else if ('([{'.includes(letter)) depth++;
    else if (')]}'.includes(letter) && --depth === 0) return at;
  }
  return -1;
}

function endOfString(text: string, at: number): number {
  for (let end = at + 1; end < text.length; end++) {
    if (text[end] === '\\') end++;
    else if (text[end] === text[at]) return end;
    else if (text[end] === '\n') return at;
  }
  return at;
}

/** At commas outside of brackets and strings. `=>` and `->` close nothing. */
function splitTop(text: string): readonly string[] {
  const parts: string[] = [];
  let depth = 0;
  let start = 0;
  for (let at = 0; at < text.length; at++) {
    const letter = text[at] ?? '';
    if (letter === '"' || letter === "'" || letter === '`') at = endOfString(text, at);
    else if (letter === '>' && /[=-]/.test(text[at - 1] ?? '')) continue;
    else if (OPEN.includes(letter)) depth++;
    else if (CLOSE.includes(letter)) depth--;
    else if (letter === ',' && depth <= 0) {
      parts.push(text.slice(start, at));
      start = at + 1;
    }
  }
  return [...parts, text.slice(start)];
}

/** Languages that write a name, perhaps a type behind a colon, perhaps a default. */
const NAMED = new Set(['python', 'typescript', 'javascript', 'ruby', 'php', 'kotlin', 'swift', 'elixir']);

function readOne(text: string, language: string): Parameter | undefined {
  if (text === '' || text === '*' || text === '/') return undefined;
  if (!NAMED.has(language)) return { name: text.replaceAll(/\s+/g, ' ') };
  const [, head = '', value] = /^([^=]*?)\s*(?:=(?!>)\s*([\s\S]*))?$/.exec(text) ?? [];
  const spread = /^(?:\*{1,2}|\.\.\.|&|\$?\w*\s*\.\.\.)/.test(head);
  const name = (head.split(':')[0] ?? '')
    .replaceAll(/\b(?:public|private|protected|readonly|val|var|override)\s+/g, '')
    .trim();
  const optional = spread || name.endsWith('?');
  return {
    name: name.replace(/\?$/, ''),
    ...(value === undefined ? {} : { default: value.trim() }),
    ...(optional ? { optional: true as const } : {}),
  };
}
