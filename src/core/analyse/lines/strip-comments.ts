import type { CommentSyntax } from './comment-syntax.ts';

/**
 * The lines of a text without its comments. Judged by quotes and marks alone, so what a language hides more cleverly
 * (a comment mark in a regular expression) ends with its line at the latest.
 */
export function stripComments(text: string, syntax: CommentSyntax): readonly string[] {
  const scan = makeScanner(text, syntax);
  const code: string[] = [];
  let at = 0;
  while (at < text.length) {
    const mark = scan.next(at);
    code.push(text.slice(at, mark.at));
    if (mark.kind === 'end') break;
    const end = scan.endOf(mark);
    const inside = text.slice(mark.at, end);
    code.push(mark.kind === 'comment' ? inside.replaceAll(/[^\n]+/g, '') : inside);
    at = end;
  }
  return code.join('').split('\n');
}

interface Mark {
  readonly kind: 'comment' | 'string' | 'end';
  readonly at: number;
  readonly open: string;
  readonly close: string;
}

function makeScanner(text: string, syntax: CommentSyntax) {
  const lineMarks = new Set(syntax.line);
  const blocks = new Map(syntax.block);
  const long = new Set(syntax.long);
  const all = [...syntax.block.map(([open]) => open), ...syntax.long, ...syntax.line, ...syntax.quotes];
  // longest first: `"""` before `"`, `--[[` before `--`
  const marks = all.sort((a, b) => b.length - a.length).map(escapeLiteral);
  const pattern = new RegExp(marks.length === 0 ? '$^' : marks.join('|'), 'g');

  const next = (from: number): Mark => {
    pattern.lastIndex = from;
    for (let found = pattern.exec(text); found; found = pattern.exec(text)) {
      const [open] = found;
      const at = found.index;
      if (text[at - 1] === '\\') continue;
      const block = blocks.get(open);
      if (block !== undefined) return { kind: 'comment', at, open, close: block };
      if (!lineMarks.has(open)) return stringAt(at, open);
      if (!syntax.spaced || at === 0 || /\s/.test(text[at - 1] ?? ''))
        return { kind: 'comment', at, open, close: '\n' };
    }
    return { kind: 'end', at: text.length, open: '', close: '' };
  };
  const stringAt = (at: number, open: string): Mark => {
    const documents = syntax.documents === true && long.has(open) && beginsStatement(text, at);
    return { kind: documents ? 'comment' : 'string', at, open, close: open };
  };
  const endOf = ({ kind, at, open, close }: Mark): number => {
    if (close === '\n') return indexOr(text, '\n', at);
    if (kind === 'comment' && !long.has(open)) return after(text, close, at + open.length);
    return endOfString(text, { from: at + open.length, close, many: long.has(open) });
  };
  return { next, endOf };
}

/** Nothing but a prefix (`r"""`, `@doc """`) stands before it on its line. */
const beginsStatement = (text: string, at: number): boolean =>
  /^\s*(?:[rRuU]|@\w*doc\s*)?$/.test(text.slice(Math.max(text.lastIndexOf('\n', at - 1) + 1, at - 200), at));

function endOfString(
  text: string,
  { from, close, many }: { readonly from: number; readonly close: string; readonly many: boolean },
): number {
  for (let at = from; at < text.length; ) {
    const end = indexOr(text, close, at);
    const lineEnd = many ? text.length : indexOr(text, '\n', at);
    if (lineEnd < end) return lineEnd;
    if (!isEscaped(text, end, from)) return Math.min(text.length, end + close.length);
    at = end + 1;
  }
  return text.length;
}

/** An odd number of backslashes stands before it. */
function isEscaped(text: string, at: number, from: number): boolean {
  let before = at;
  while (before > from && text[before - 1] === '\\') before--;
  return (at - before) % 2 === 1;
}

const indexOr = (text: string, wanted: string, from: number): number => {
  const at = text.indexOf(wanted, from);
  return at < 0 ? text.length : at;
};

const after = (text: string, wanted: string, from: number): number => {
  const at = text.indexOf(wanted, from);
  return at < 0 ? text.length : at + wanted.length;
};

const escapeLiteral = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');
