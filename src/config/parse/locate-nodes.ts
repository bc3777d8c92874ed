import { type Document, isAlias, isMap, isNode, isScalar, isSeq, type Node, type YAMLMap } from 'yaml';
import type { Checked, Problem, Where } from '../../core/model/problem.ts';
import { dotted, errorAt, type Located, MAX_DEPTH, type PathKey } from './located.ts';

const MAX_ALIASES = 100;
/** Aliases of aliases multiply; a file of 1 MB without them has fewer nodes than this. */
const MAX_NODES = 500_000;

/** Their values are in places of JavaScript objects where no file should reach. */
const UNSAFE_KEYS: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype']);

const CORE_TAG = /^tag:yaml\.org,2002:(str|int|float|bool|null|map|seq)$/;

interface Source {
  readonly document: Document.Parsed;
  readonly file: string;
  readonly place: (offset: number) => Where;
  readonly only: readonly string[] | undefined;
}

/** The nodes of a parsed document as values with places; aliases resolved, anything but plain data refused. */
export function locateNodes(source: Source): Checked<Located> {
  const walk = new Walk(source);
  const value = walk.locate(source.document.contents, [], source.place(0));
  return walk.problems.length > 0
    ? { ok: false, problems: walk.problems }
    : { ok: true, value, warnings: [] };
}

class Walk {
  readonly problems: Problem[] = [];
  private aliases = 0;
  private nodes = 0;
  private readonly source: Source;

  constructor(source: Source) {
    this.source = source;
  }

  locate(node: Node | null, path: readonly PathKey[], keyPlace?: Where): Located {
    const own = node?.range ? this.source.place(node.range[0]) : { file: this.source.file };
    const where: Where = { ...(keyPlace ?? own), ...(path.length > 0 && { key: dotted(path) }) };
    const nothing: Located = { where, content: null };
    if (++this.nodes > MAX_NODES || path.length > MAX_DEPTH) return this.tooMany(where);
    if (node === null) return nothing;
    if (node.tag !== undefined && !CORE_TAG.test(node.tag)) {
      this.problems.push(errorAt(where, 'unsupported-tag', { tag: node.tag }));
      return nothing;
    }
    if (isAlias(node)) {
      if (++this.aliases > MAX_ALIASES) return this.tooMany(where);
      const target = node.resolve(this.source.document);
      if (target !== undefined) return this.locate(target, path, where);
      this.problems.push(errorAt(where, 'syntax', { reason: 'UNKNOWN_ALIAS', detail: node.source }));
      return nothing;
    }
    if (isMap(node)) return { where, content: this.locateMembers(node, path) };
    if (isSeq(node)) {
      const items = node.items.map((item, index) => this.locate(item as Node | null, [...path, index]));
      return { where, content: items };
    }
    return isScalar(node) ? { where, content: asScalar(node.value) } : nothing;
  }

  private locateMembers(map: YAMLMap, path: readonly PathKey[]): Map<string, Located> {
    const members = new Map<string, Located>();
    for (const { key, value } of map.items) {
      const place = isNode(key) && key.range ? this.source.place(key.range[0]) : { file: this.source.file };
      const name = isScalar(key) && key.value !== null ? String(key.value) : undefined;
      const where: Where = { ...place, key: dotted([...path, name ?? '?']) };
      if (path.length === 0 && name !== undefined && this.source.only?.includes(name) === false) continue;
      if (name === undefined)
        this.problems.push(errorAt(where, 'syntax', { reason: 'KEY_NOT_TEXT', detail: '' }));
      else if (UNSAFE_KEYS.has(name)) this.problems.push(errorAt(where, 'unsafe-key', { key: name }));
      else members.set(name, this.locate(value as Node | null, [...path, name], where));
    }
    return members;
  }

  private tooMany(where: Where): Located {
    if (!this.problems.some(({ code }) => code === 'too-many-aliases'))
      this.problems.push(errorAt(where, 'too-many-aliases', { max: MAX_ALIASES }));
    return { where, content: null };
  }
}

const asScalar = (value: unknown): string | number | boolean | null =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : null;
