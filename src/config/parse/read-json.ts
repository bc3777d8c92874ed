import { type JSONVisitor, printParseErrorCode, visit } from 'jsonc-parser';
import type { Where } from '../../core/model/problem.ts';
import { isTable, type Located, MAX_DEPTH } from './located.ts';

/** Values that a file of 16 MB may have. */
const MAX_VALUES = 2_000_000;

/** Why a text is no strict JSON, as the YAML parser names its reasons, and where. */
export interface JsonTrouble {
  readonly reason: 'DUPLICATE_KEY' | 'MISSING_CHAR' | 'UNEXPECTED_TOKEN' | 'TOO_DEEP' | 'TOO_MANY';
  readonly where: Where;
}

export type JsonRead =
  | { readonly ok: true; readonly value: Located }
  | { readonly ok: false; readonly trouble: JsonTrouble };

const STRICT = { disallowComments: true, allowTrailingComma: false, allowEmptyContent: false };
const UNSAFE_KEYS: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype']);
/** Of the parser's own reasons. */
const MISSING = /^(?:Colon|Comma|CloseBrace|CloseBracket)Expected$|^UnexpectedEndOfString$/;

/**
 * Strict JSON → values with places, several times as fast as by the YAML parser: backlogs have megabytes. Duplicate keys and
 * the keys of JavaScript's own objects are no JSON here.
 */
export function readJson(text: string, at: { readonly file: string; readonly line?: number }): JsonRead {
  const built = new LocatedBuilder(text, at);
  try {
    visit(text, built.visitor, STRICT);
    return { ok: true, value: built.root() };
  } catch (error) {
    if (error instanceof Trouble) return { ok: false, trouble: error.trouble };
    throw error;
  }
}

class Trouble extends Error {
  readonly trouble: JsonTrouble;
  constructor(trouble: JsonTrouble) {
    super(trouble.reason);
    this.trouble = trouble;
  }
}

/** A table or list that is being filled, and the member of a table whose value comes next. */
interface Open {
  readonly key: string;
  readonly content: Map<string, Located> | Located[];
  next?: { readonly name: string; readonly place: Where };
}

class LocatedBuilder {
  readonly visitor: JSONVisitor;
  private readonly open: Open[] = [];
  private values = 0;
  private first: Located | undefined;
  private readonly place: (line: number, character: number) => Where;

  constructor(text: string, { file, line: from = 1 }: { readonly file: string; readonly line?: number }) {
    this.place = (line, character) => ({ file, line: from + line, column: character + 1 });
    this.visitor = {
      onObjectBegin: (_offset, _length, line, character) =>
        this.begin(new Map(), this.place(line, character)),
      onArrayBegin: (_offset, _length, line, character) => this.begin([], this.place(line, character)),
      onObjectEnd: () => void this.open.pop(),
      onArrayEnd: () => void this.open.pop(),
      onObjectProperty: (name, _offset, _length, line, character) =>
        this.name(name, this.place(line, character)),
      onLiteralValue: (value, _offset, _length, line, character) =>
        void this.add(value, this.place(line, character)),
      onError: (code, offset, _length, line, character) =>
        fail(
          MISSING.test(printParseErrorCode(code)) || offset >= text.length
            ? 'MISSING_CHAR'
            : 'UNEXPECTED_TOKEN',
          this.place(line, character),
        ),
    };
  }

  root(): Located {
    if (this.first === undefined) fail('MISSING_CHAR', this.place(0, 0));
    return this.first;
  }

  private begin(content: Open['content'], place: Where): void {
    this.open.push({ key: this.add(content, place), content });
  }

  private name(name: string, place: Where): void {
    const table = this.open.at(-1);
    if (table === undefined || !isTable(table.content)) return;
    if (table.content.has(name)) fail('DUPLICATE_KEY', place);
    if (UNSAFE_KEYS.has(name)) fail('UNEXPECTED_TOKEN', place);
    table.next = { name, place };
  }

  /** The key of what was added. */
  private add(content: Located['content'], here: Where): string {
    if (this.open.length > MAX_DEPTH) fail('TOO_DEEP', here);
    if (++this.values > MAX_VALUES) fail('TOO_MANY', here);
    const parent = this.open.at(-1);
    if (parent === undefined) {
      this.first = { where: here, content };
      return '';
    }
    if (!(parent.content instanceof Map)) {
      const key = `${parent.key}[${parent.content.length}]`;
      parent.content.push({ where: { ...here, key }, content });
      return key;
    }
    const { name = '', place = here } = parent.next ?? {};
    const key = parent.key === '' ? name : `${parent.key}.${name}`;
    parent.content.set(name, { where: key === '' ? place : { ...place, key }, content });
    return key;
  }
}

function fail(reason: JsonTrouble['reason'], where: Where): never {
  throw new Trouble({ reason, where });
}
