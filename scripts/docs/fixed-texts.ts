type Texts = readonly string[];

/**
 * Texts in lower case of which at least one stands in whatever the pattern matches, in whatever case; undefined: none are
 * known. What is not understood of the source counts as anything at all, so that no match is lost.
 */
export function fixedTexts({ source }: RegExp): Texts | undefined {
  const cursor: Cursor = { source: source.toLowerCase(), at: 0, understood: true };
  const texts = readAlternatives(cursor);
  return cursor.understood ? texts : undefined;
}

interface Cursor {
  readonly source: string;
  at: number;
  understood: boolean;
}

/** Up to the parenthesis that ends them. Each has to have texts, or they have none. */
function readAlternatives(cursor: Cursor): Texts | undefined {
  const all = [readSequence(cursor)];
  while (cursor.source[cursor.at] === '|') {
    cursor.at += 1;
    all.push(readSequence(cursor));
  }
  return all.every((texts) => texts !== undefined) ? [...new Set(all.flat())] : undefined;
}

/** Runs of letters, and groups, all of which stand in a match: the one that tells most. */
function readSequence(cursor: Cursor): Texts | undefined {
  const found: Texts[] = [];
  let run = '';
  const endRun = () => {
    if (run !== '') found.push([run]);
    run = '';
  };
  while (cursor.at < cursor.source.length && !'|)'.includes(cursor.source[cursor.at] ?? '')) {
    const atom = readAtom(cursor);
    const times = readTimes(cursor);
    if (typeof atom !== 'string' || times === 'maybe') endRun();
    if (times === 'maybe' || atom === undefined) continue;
    if (typeof atom !== 'string') found.push(atom);
    else run += atom;
    if (times === 'often') endRun();
  }
  endRun();
  return found.sort(byTelling)[0];
}

/** Beyond this length, fewer texts are better than longer ones. */
const TELLING = 4;

const byTelling = (a: Texts, b: Texts): number =>
  Math.min(TELLING, shortest(b)) - Math.min(TELLING, shortest(a)) ||
  a.length - b.length ||
  shortest(b) - shortest(a);

const shortest = (texts: Texts): number => Math.min(...texts.map(({ length }) => length));

/** A letter, the texts of a group, or nothing that is known. */
function readAtom(cursor: Cursor): string | Texts | undefined {
  const letter = cursor.source[cursor.at] ?? '';
  cursor.at += 1;
  if (letter === '(') return readGroup(cursor);
  if (letter === '[') return skipClass(cursor);
  if (letter === '\\') return readEscape(cursor);
  return '.^$'.includes(letter) ? undefined : letter;
}

function readGroup(cursor: Cursor): Texts | undefined {
  const [kind = ''] = matchHere(cursor, /\?(?:<?[=!]|:|<\w+>|)/y) ?? [];
  if (kind === '?') cursor.understood = false;
  const texts = readAlternatives(cursor);
  cursor.at += 1;
  // What only looks ahead or back takes no part.
  return /[=!]$/.test(kind) ? undefined : texts;
}

function skipClass(cursor: Cursor): undefined {
  matchHere(cursor, /(?:[^\]\\]|\\.)*\]/y);
}

/** A letter that is escaped is itself; what has a number or a name is not looked into. */
function readEscape(cursor: Cursor): string | undefined {
  const letter = cursor.source[cursor.at] ?? '';
  cursor.at += 1;
  if (/[ckpux\d]/.test(letter)) cursor.understood = false;
  return /\w/.test(letter) ? undefined : letter;
}

/** How often the atom before stands there. */
function readTimes(cursor: Cursor): 'once' | 'often' | 'maybe' {
  const [times] = matchHere(cursor, /(?:[?*+]|\{\d+(?:,\d*)?\})\??/y) ?? [];
  if (times === undefined) return 'once';
  return /^(?:\+|\{[1-9])/.test(times) ? 'often' : 'maybe';
}

function matchHere(cursor: Cursor, pattern: RegExp): RegExpExecArray | undefined {
  pattern.lastIndex = cursor.at;
  const match = pattern.exec(cursor.source) ?? undefined;
  if (match !== undefined) cursor.at = pattern.lastIndex;
  return match;
}
