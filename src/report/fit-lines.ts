import { widthOf } from './layout.ts';

/** Lines that are narrower than this are no better than what the terminal does by itself. */
const NARROWEST = 20;
/** Up to this part of a line a column has labels; what follows them is set below itself. */
const LABELS = 0.35;
const GAP = '   ';

/**
 * The lines of a text, none wider than `width` columns, except where a single name is. Nothing is cut: what does not fit
 * follows below, under the column that it belongs to, broken between words; a command that is broken can still be pasted.
 * Lines that fit stay as they are.
 */
export function fitLines(text: string, width: number): string {
  if (!Number.isFinite(width)) return text;
  const most = Math.max(width, NARROWEST);
  return text
    .split('\n')
    .flatMap((line) => (shownWidth(line) <= most ? [line] : fitLine(rowOf(line, most), most)))
    .join('\n');
}

const SEQUENCE = /\x1b\[[\d;?]*[A-Za-z]/g;
/** Colours and other sequences for the terminal take no column. */
const shownWidth = (text: string): number =>
  widthOf(text.includes('\x1b') ? text.replaceAll(SEQUENCE, '') : text);

/** A line as it is meant: labels at the left, and columns that may stand below each other. */
interface Row {
  readonly head: string;
  readonly columns: readonly string[];
  /** Where lines begin that follow. */
  readonly hang: number;
  readonly isLabelled: boolean;
}

function rowOf(line: string, width: number): Row {
  const indent = /^(?: |\x1b\[[\d;]*m)*/.exec(line)?.[0] ?? '';
  const starts = [...line.slice(indent.length).matchAll(/(?<= {2})(?! )/g)].map(
    ({ index }) => index + indent.length,
  );
  const labels = starts.filter((start) => shownWidth(line.slice(0, start)) <= width * LABELS);
  const start = labels.at(-1);
  const from = start ?? indent.length;
  const edges = [from, ...starts.filter((one) => one > from), line.length];
  const head = line.slice(0, from);
  return {
    head,
    columns: edges.slice(1).map((end, index) => line.slice(edges[index], end).trimEnd()),
    hang: start === undefined ? Math.min(shownWidth(indent) + 2, width / 2) : shownWidth(head),
    isLabelled: start !== undefined,
  };
}

function fitLine({ head, columns, hang, isLabelled }: Row, width: number): readonly string[] {
  const lines = [head];
  const margin = ' '.repeat(hang);
  let isBroken = false;
  columns.forEach((column, index) => {
    const last = lines.at(-1) ?? '';
    const fitsBeside = !isBroken && shownWidth(last) + GAP.length + shownWidth(column) <= width;
    if (index > 0 && fitsBeside) lines[lines.length - 1] = `${last}${GAP}${column}`;
    else {
      if (index > 0) lines.push(margin);
      const room = width - shownWidth(lines.at(-1) ?? '');
      const [first = '', ...more] = breakText(column, { first: room, more: width - hang, isLabelled });
      lines[lines.length - 1] += first;
      lines.push(...more.map((text) => margin + text));
      isBroken = more.length > 0;
    }
  });
  return lines.map((line) => line.trimEnd());
}

interface Room {
  /** Columns of the first line, and of those that follow. */
  readonly first: number;
  readonly more: number;
}

const COMMAND = /^(?:agentic-plan|git|npm|npx|printf)(?= [a-z'-])/;

/** A text as lines between words; a command that ends it is kept in one line where one has room for it. */
function breakText(text: string, room: Room & { readonly isLabelled: boolean }): readonly string[] {
  if (room.isLabelled && COMMAND.test(text)) return breakCommand(text, room);
  const at = text.lastIndexOf(': ') + 2;
  const tail = text.slice(at);
  if (at < 2 || !COMMAND.test(tail) || /[;,.] /.test(tail)) return fill(wordsOf(text, room.more), room);
  const before = fill(wordsOf(text.slice(0, at - 1), room.more), room);
  return [...before, ...breakCommand(tail, { first: room.more, more: room.more })];
}

/** Words, with what stands in backticks, in quotes, or between two dots, as one of them. */
const wordsOf = (text: string, room: number): readonly string[] =>
  text.includes(' · ')
    ? text.split(/(?<= ·) /).flatMap((word) => pieces(word, room))
    : [...text.matchAll(/(?:[^\s`"]*(?:`[^`]*`|"[^"]*"))+[^\s`"]*|\S+/g)].flatMap(([word]) =>
        pieces(word, room),
      );

/** What no line has room for: words that were kept together are not, and a name stays whole all the same. */
const pieces = (word: string, room: number): readonly string[] =>
  shownWidth(word) <= room ? [word] : word.split(' ');

const CONTINUED = ' \\';
/** A mark and a name that no line has room for stay in one line: alone, the mark would say nothing. */
const MARK = 2;

function fill(words: readonly string[], { first, more }: Room): readonly string[] {
  const lines: string[] = [];
  for (const word of words) {
    const last = lines.at(-1);
    const own = shownWidth(word);
    const fits = shownWidth(last ?? '') + 1 + own <= (lines.length === 1 ? first : more);
    if (last === undefined) lines.push(...(own <= first || first >= more ? [word] : ['', word]));
    else if (fits || word === CONTINUED.trim() || (own > more && shownWidth(last) <= MARK))
      lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}

/** A command in lines that a shell puts together again; a word of it, quoted or not, is not broken. */
function breakCommand(text: string, { first, more }: Room): readonly string[] {
  if (shownWidth(text) <= first) return [text];
  if (first < more && shownWidth(text) <= more) return ['', text];
  const words = text.match(/(?:"[^"]*"|'[^']*'|[^\s'"])+|\S+/g) ?? [];
  const lines = fill(words, { first: first - CONTINUED.length, more: more - CONTINUED.length - 2 });
  return lines.map(
    (line, index) => `${index > 0 ? '  ' : ''}${line}${index < lines.length - 1 ? CONTINUED : ''}`,
  );
}
