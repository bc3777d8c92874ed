import { findNodeAtLocation, getNodeValue, type Node, type ParseError, parseTree } from 'jsonc-parser';
import type { EntriesPlace, FileDecision, JsonEntry } from './wanted-file.ts';

// Entries of ours in a JSON file of somebody's, whose comments, order and spaces stay. What is ours is told by a word in the
// entry itself; where taking it out again would not give the same bytes, nothing is put in.

/** A file that is made for the entries has lines. */
const MADE = '{\n}\n';
const EMPTY = '{}\n';

/** Adds what is missing, and renews what an older version has put there. */
export function decideEntries({ entries }: EntriesPlace, text: string | undefined): FileDecision {
  if (text === undefined) return { kind: 'change', before: undefined, after: addAll(MADE, entries) ?? '' };
  if (!isPlainObject(text)) return { kind: 'kept', why: 'not-json' };
  const base = removeAll(text, entries);
  const after = base === undefined ? undefined : addAll(wasMade(text, base) ? MADE : base, entries);
  if (base === undefined || after === undefined) return { kind: 'kept', why: 'not-json' };
  if (after === text) return { kind: 'same' };
  return removeAll(after, entries) === base
    ? { kind: 'change', before: text, after }
    : { kind: 'kept', why: 'would-lose' };
}

/** The way back: our entries, and what held nothing else. A file that held nothing else was made for them. */
export function undoEntries({ entries }: EntriesPlace, text: string | undefined): FileDecision {
  if (text === undefined) return { kind: 'same' };
  const after = isPlainObject(text) ? removeAll(text, entries) : undefined;
  if (after === undefined)
    return text.includes('agentic-plan') ? { kind: 'kept', why: 'not-json' } : { kind: 'same' };
  if (after === text) return { kind: 'same' };
  return { kind: 'change', before: text, after: wasMade(text, after) ? undefined : after };
}

/** Whether a file was made for the entries: one that was somebody's and empty has them in the line of its brackets. */
const wasMade = (text: string, bare: string): boolean => bare === EMPTY && text.startsWith('{\n');

function isPlainObject(text: string): boolean {
  const errors: ParseError[] = [];
  const root = parseTree(text, errors, { allowTrailingComma: true });
  return root?.type === 'object' && errors.length === 0 && !hasTwice(root) && !text.startsWith('\uFEFF');
}

/** A key that stands twice has a value that readers do not agree on. */
function hasTwice(node: Node): boolean {
  const children = node.children ?? [];
  const keys = node.type === 'object' ? children.map((one) => one.children?.[0]?.value) : [];
  return new Set(keys).size < keys.length || children.some(hasTwice);
}

const treeOf = (text: string): Node | undefined => parseTree(text, [], { allowTrailingComma: true });

/** `undefined`: something else stands where a list or an object has to be. */
function addAll(text: string, entries: readonly JsonEntry[]): string | undefined {
  let after: string | undefined = text;
  for (const entry of entries) after = after === undefined ? undefined : addOne(after, entry);
  return after;
}

function addOne(text: string, { at, value, list }: JsonEntry): string | undefined {
  const root = treeOf(text);
  if (root === undefined) return undefined;
  let holder: Node = root;
  let depth = 0;
  for (; depth < at.length; depth++) {
    const node = findNodeAtLocation(root, at.slice(0, depth + 1));
    if (node === undefined) break;
    if (node.type !== (depth + 1 < at.length ? 'object' : list ? 'array' : undefined)) return undefined;
    holder = node;
  }
  const found = { text, holder, rest: at.slice(depth), value, list };
  const isInline = !text.slice(holder.offset, holder.offset + holder.length).includes('\n');
  return isInline ? addInline(found) : addLines(found);
}

interface Place {
  readonly text: string;
  /** What is there of the way to the entry; `rest`: the keys that are missing. */
  readonly holder: Node;
  readonly rest: readonly string[];
  readonly value: unknown;
  readonly list: true | undefined;
}

/**
 * Into what stands in one line, or is empty. What we make around the entry has a space inside its brackets, so that it is
 * told from what was there and empty before.
 */
function addInline({ text, holder, rest, value, list }: Place): string {
  const inner = JSON.stringify(value);
  const [first, ...deeper] = rest;
  const own = list && rest.length > 0 ? `[ ${inner} ]` : inner;
  const wrapped = deeper.reduceRight((within, key) => `{ ${JSON.stringify(key)}: ${within} }`, own);
  const piece = first === undefined ? inner : `${JSON.stringify(first)}: ${wrapped}`;
  const last = holder.children?.at(-1);
  return insertBehind({ text, holder, last }, `${last === undefined ? '' : ', '}${piece}`);
}

/** Into what has lines: one more, or several, as far to the right as the others. Nothing else moves. */
function addLines({ text, holder, rest, value, list }: Place): string {
  const [, unit = '  '] = /\n([ \t]+)\S/.exec(text) ?? [];
  const eol = text.includes('\r\n') ? '\r\n' : '\n';
  const last = holder.children?.at(-1);
  const indent = last === undefined ? `${indentAt(text, holder.offset)}${unit}` : indentAt(text, last.offset);
  const [first, ...deeper] = rest;
  const own: unknown = list && rest.length > 0 ? [value] : value;
  const wrapped = deeper.reduceRight((within, key): unknown => ({ [key]: within }), own);
  const lines = JSON.stringify(wrapped, null, unit).replaceAll('\n', `${eol}${indent}`);
  const piece = first === undefined ? lines : `${JSON.stringify(first)}: ${lines}`;
  return insertBehind({ text, holder, last }, `${last === undefined ? '' : ','}${eol}${indent}${piece}`);
}

function insertBehind(
  { text, holder, last }: { readonly text: string; readonly holder: Node; readonly last: Node | undefined },
  piece: string,
): string {
  const from = last === undefined ? holder.offset + 1 : last.offset + last.length;
  return `${text.slice(0, from)}${piece}${text.slice(from)}`;
}

/** What the line of this place begins with. */
const indentAt = (text: string, offset: number): string =>
  /^[ \t]*/.exec(text.slice(text.lastIndexOf('\n', offset - 1) + 1, offset))?.[0] ?? '';

/** All that bears our word at these places, whichever version has put it there. */
function removeAll(text: string, entries: readonly JsonEntry[]): string | undefined {
  let after: string | undefined = text;
  for (const entry of entries)
    while (after !== undefined) {
      const shorter: string | undefined = removeOne(after, entry);
      if (shorter === after) break;
      after = shorter;
    }
  return after;
}

function removeOne(text: string, { at, list, mark }: JsonEntry): string | undefined {
  const root = treeOf(text);
  const place = root === undefined ? undefined : findNodeAtLocation(root, [...at]);
  if (root === undefined || place === undefined) return root === undefined ? undefined : text;
  const nodes = list ? (place.type === 'array' ? (place.children ?? []) : []) : [place];
  const ours = nodes.find((node) => JSON.stringify(getNodeValue(node)).includes(mark));
  if (ours === undefined) return text;
  return cutOut(text, emptiedBy(list ? ours : propertyOf(ours)));
}

const propertyOf = (value: Node): Node => (value.parent?.type === 'property' ? value.parent : value);

/** What would hold nothing without it goes with it, unless it was there and empty before. */
function emptiedBy(node: Node): Node {
  const holder = node.parent;
  if (holder === undefined || holder.children?.length !== 1 || holder.parent === undefined) return node;
  const wasEmpty =
    holder.offset + 1 === node.offset && node.offset + node.length === holder.offset + holder.length - 1;
  return wasEmpty ? node : emptiedBy(propertyOf(holder));
}

/** With the comma and the spaces that were put before it. */
function cutOut(text: string, node: Node): string {
  const holder = node.parent;
  const siblings = holder?.children ?? [];
  const before = siblings[siblings.indexOf(node) - 1];
  const behind = siblings[siblings.indexOf(node) + 1];
  const end = node.offset + node.length;
  if (before !== undefined) return text.slice(0, before.offset + before.length) + text.slice(end);
  if (behind !== undefined) return text.slice(0, node.offset) + text.slice(behind.offset);
  const [from, to] =
    holder === undefined ? [node.offset, end] : [holder.offset + 1, holder.offset + holder.length - 1];
  return text.slice(0, from) + text.slice(to);
}
