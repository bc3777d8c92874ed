import { Composer, type CST, type Document, Lexer, LineCounter, Parser } from 'yaml';
import type { Checked, Problem, Where } from '../../core/model/problem.ts';
import { locateNodes } from './locate-nodes.ts';
import { errorAt, isTable, type Located, MAX_BYTES, MAX_DEPTH, type SourceFile } from './located.ts';
import { type JsonTrouble, readJson } from './read-json.ts';

/** A file, and in one that belongs to another tool the top-level keys of interest; the rest is not looked at. */
export interface DocumentSource extends SourceFile {
  readonly only?: readonly string[];
  /** More bytes than this are refused; without: as for configurations. */
  readonly most?: number;
}

/**
 * YAML 1.2 or JSON → values with places; a file without content is an empty table. One document, core tags only, no
 * merge keys, aliases and depth capped; nothing is looked up, included, interpolated or executed.
 */
export function readDocument({ bytes, name, only, most = MAX_BYTES }: DocumentSource): Checked<Located> {
  if (bytes.length > most)
    return refuse(errorAt({ file: name }, 'file-too-large', { bytes: bytes.length, max: most }));
  const text = readText({ bytes, name });
  if (!text.ok) return text;
  const json = /^[ \t\r\n]*[[{]/.test(text.value) ? readJson(text.value, { file: name }) : undefined;
  if (json?.ok === true) return { ok: true, value: withOnly(json.value, only), warnings: [] };
  // what is nearly JSON may be YAML, whose parser also says better what is wrong, where there is not too much of it
  if (json !== undefined && bytes.length > MAX_BYTES) return refuse(jsonProblem(json.trouble));
  return readYaml({ text: text.value, name, only });
}

const refuse = (...problems: readonly Problem[]): Extract<Checked<never>, { ok: false }> => ({
  ok: false,
  problems,
});

/** UTF-8 without its mark; the first line that is none is named. */
export function readText({ bytes, name }: SourceFile): Checked<string> {
  try {
    return { ok: true, value: new TextDecoder('utf-8', { fatal: true }).decode(bytes), warnings: [] };
  } catch {
    return refuse(errorAt({ file: name, ...lineNotUtf8(bytes) }, 'not-utf8'));
  }
}

function lineNotUtf8(bytes: Uint8Array): { readonly line?: number } {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  for (let from = 0, line = 1; from < bytes.length; line++) {
    const feed = bytes.indexOf(10, from);
    const end = feed < 0 ? bytes.length : feed;
    try {
      decoder.decode(bytes.subarray(from, end));
    } catch {
      return { line };
    }
    from = end + 1;
  }
  return {};
}

/** In the words of the YAML parser's reasons, which people are told. */
export const jsonProblem = ({ reason, where }: JsonTrouble): Problem =>
  reason === 'TOO_DEEP'
    ? errorAt(where, 'too-deep', { max: MAX_DEPTH })
    : errorAt(where, 'syntax', { reason, detail: 'this is no JSON from here on' });

const withOnly = (root: Located, only: readonly string[] | undefined): Located =>
  only !== undefined && isTable(root.content)
    ? { ...root, content: new Map([...root.content].filter(([key]) => only.includes(key))) }
    : root;

function readYaml({
  text,
  name,
  only,
}: {
  readonly text: string;
  readonly name: string;
  readonly only: readonly string[] | undefined;
}): Checked<Located> {
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
