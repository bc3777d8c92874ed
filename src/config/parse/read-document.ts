import { Composer, type CST, type Document, Lexer, LineCounter, Parser } from 'yaml';
import type { Checked, Problem, Where } from '../../core/model/problem.ts';
import { locateNodes } from './locate-nodes.ts';
import { errorAt, type Located, MAX_BYTES, MAX_DEPTH, type SourceFile } from './located.ts';

/** A file, and in one that belongs to another tool the top-level keys of interest; the rest is not looked at. */
export interface DocumentSource extends SourceFile {
  readonly only?: readonly string[];
}

/**
 * YAML 1.2 or JSON → values with places; a file without content is an empty table. One document, core tags only, no
 * merge keys, aliases and depth capped; nothing is looked up, included, interpolated or executed.
 */
export function readDocument({ bytes, name, only }: DocumentSource): Checked<Located> {
  const refuse = (...problems: readonly Problem[]): Checked<Located> => ({ ok: false, problems });
  if (bytes.length > MAX_BYTES)
    return refuse(errorAt({ file: name }, 'file-too-large', { bytes: bytes.length, max: MAX_BYTES }));
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return refuse(errorAt({ file: name }, 'not-utf8'));
  }

  const lines = new LineCounter();
  const place = (offset: number): Where => {
    const { line, col } = lines.linePos(offset);
    return { file: name, line: Math.max(line, 1), column: Math.max(col, 1) };
  };
  const tokens = tokenize(text, lines);
  if (!tokens.ok) return refuse(errorAt(place(tokens.offset), 'too-deep', { max: MAX_DEPTH }));

  const composer = new Composer({
    version: '1.2',
    schema: 'core',
    merge: false,
    uniqueKeys: true,
    prettyErrors: false,
    logLevel: 'silent',
  });
  const documents: Document.Parsed[] = [...composer.compose(tokens.tokens, false, text.length)];
  const [first, second] = documents;
  const errors = documents.flatMap((document) => document.errors);
  if (errors.length > 0)
    return refuse(
      ...errors.map((error) =>
        errorAt(place(error.pos[0]), 'syntax', { reason: error.code, detail: error.message }),
      ),
    );
  if (second !== undefined) return refuse(errorAt(place(second.range[0]), 'several-documents'));
  if (first === undefined) return emptyTable(name);
  const located = locateNodes({ document: first, file: name, place, only });
  return located.ok && located.value.content === null ? emptyTable(name) : located;
}

const emptyTable = (name: string): Checked<Located> => ({
  ok: true,
  value: { where: { file: name }, content: new Map() },
  warnings: [],
});

type Tokens =
  | { readonly ok: true; readonly tokens: CST.Token[] }
  | { readonly ok: false; readonly offset: number };

/** Stops at the first place that is too deep, before any recursive stage sees it. */
function tokenize(text: string, lines: LineCounter): Tokens {
  const parser = new Parser(lines.addNewLine);
  const tokens: CST.Token[] = [];
  lines.addNewLine(0);
  for (const lexeme of new Lexer().lex(text)) {
    for (const token of parser.next(lexeme)) tokens.push(token);
    // The document itself and the scalar that is being read are on the stack as well.
    if (parser.stack.length > MAX_DEPTH + 2) return { ok: false, offset: parser.offset };
  }
  for (const token of parser.end()) tokens.push(token);
  return { ok: true, tokens };
}
