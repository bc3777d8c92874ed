import type { Where } from '../../core/model/problem.ts';
import { type Located, MAX_DEPTH } from './located.ts';

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

/**
 * Strict JSON → values with places, several times as fast as by the YAML parser: backlogs have megabytes. Duplicate keys and
 * the keys of JavaScript's own objects are no JSON here.
 */
export function readJson(text: string, at: { readonly file: string; readonly line?: number }): JsonRead {
  const reader = new JsonReader(text, at);
  try {
    return { ok: true, value: reader.document() };
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

const UNSAFE_KEYS: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype']);
const [TAB, LINE_FEED, RETURN, SPACE] = [9, 10, 13, 32];
const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const WORD = /true|false|null/y;

class JsonReader {
  private at = 0;
  private line: number;
  private lineStart = 0;
  private values = 0;
  private readonly text: string;
  private readonly file: string;

  constructor(text: string, { file, line = 1 }: { readonly file: string; readonly line?: number }) {
    this.text = text;
    this.file = file;
    this.line = line;
  }

  document(): Located {
    this.skip();
    const value = this.value('', this.place(), 0);
    this.skip();
    if (this.at < this.text.length) this.fail('UNEXPECTED_TOKEN');
    return value;
  }

  private value(key: string, place: Where, depth: number): Located {
    if (depth > MAX_DEPTH) this.fail('TOO_DEEP');
    if (++this.values > MAX_VALUES) this.fail('TOO_MANY');
    const where: Where = key === '' ? place : { ...place, key };
    const first = this.text[this.at];
    if (first === '{') return { where, content: this.members(key, depth) };
    if (first === '[') return { where, content: this.items(key, depth) };
    if (first === '"') return { where, content: this.string() };
    return { where, content: this.scalar() };
  }

  private members(key: string, depth: number): ReadonlyMap<string, Located> {
    const members = new Map<string, Located>();
    this.list('}', () => {
      const place = this.place();
      if (this.text[this.at] !== '"') this.fail('UNEXPECTED_TOKEN');
      const name = this.string();
      if (members.has(name)) this.fail('DUPLICATE_KEY', place);
      if (UNSAFE_KEYS.has(name)) this.fail('UNEXPECTED_TOKEN', place);
      this.skip();
      if (this.text[this.at] !== ':') this.fail('MISSING_CHAR');
      this.at += 1;
      this.skip();
      members.set(name, this.value(key === '' ? name : `${key}.${name}`, place, depth + 1));
    });
    return members;
  }

  private items(key: string, depth: number): readonly Located[] {
    const items: Located[] = [];
    this.list(']', () => {
      items.push(this.value(`${key}[${items.length}]`, this.place(), depth + 1));
    });
    return items;
  }

  /** What stands between brackets, separated by commas, without one at the end. */
  private list(end: '}' | ']', each: () => void): void {
    this.at += 1;
    this.skip();
    if (this.text[this.at] === end) {
      this.at += 1;
      return;
    }
    for (;;) {
      each();
      this.skip();
      const next = this.text[this.at];
      if (next !== ',' && next !== end) this.fail('MISSING_CHAR');
      this.at += 1;
      if (next === end) return;
      this.skip();
    }
  }

  private string(): string {
    const start = this.at;
    let end = start;
    do end = this.text.indexOf('"', end + 1);
    while (end > 0 && this.isEscaped(end));
    if (end < 0) this.fail('MISSING_CHAR');
    this.at = end + 1;
    const raw = this.text.slice(start, end + 1);
    try {
      return String(JSON.parse(raw));
    } catch {
      return this.fail('UNEXPECTED_TOKEN');
    }
  }

  private isEscaped(at: number): boolean {
    let before = at - 1;
    while (this.text[before] === '\\') before -= 1;
    return (at - before) % 2 === 0;
  }

  private scalar(): string | number | boolean | null {
    const word = this.match(WORD) ?? this.match(NUMBER);
    if (word === undefined || word === '')
      return this.fail(this.at >= this.text.length ? 'MISSING_CHAR' : 'UNEXPECTED_TOKEN');
    const value: unknown = JSON.parse(word);
    return typeof value === 'number' || typeof value === 'boolean' ? value : null;
  }

  private match(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.text)?.[0];
    this.at += found?.length ?? 0;
    return found;
  }

  /** White space, counting lines: the only place where there are any. */
  private skip(): void {
    for (;;) {
      const next = this.text.charCodeAt(this.at);
      if (next !== SPACE && next !== LINE_FEED && next !== RETURN && next !== TAB) return;
      this.at += 1;
      if (next !== LINE_FEED) continue;
      this.line += 1;
      this.lineStart = this.at;
    }
  }

  private place(): Where {
    return { file: this.file, line: this.line, column: this.at - this.lineStart + 1 };
  }

  private fail(reason: JsonTrouble['reason'], where: Where = this.place()): never {
    throw new Trouble({ reason, where });
  }
}
