import {
  applyEdits,
  findNodeAtLocation,
  getNodeValue,
  type JSONPath,
  modify,
  type Node,
  type ParseError,
  parseTree,
} from 'jsonc-parser';
import type { EntriesPlace, FileDecision, JsonEntry } from './wanted-file.ts';

// Entries of ours in a JSON file of somebody's, whose comments, order and spaces stay. What is ours is told by a word in the
// entry itself; where taking it out again would not give the same bytes, nothing is put in.

const EMPTY = '{}\n';

/** Adds what is missing, and renews what an older version has put there. */
export function decideEntries({ entries }: EntriesPlace, text: string | undefined): FileDecision {
  if (text === undefined) return { kind: 'change', before: undefined, after: addAll(EMPTY, entries) ?? '' };
  if (!isPlainObject(text)) return { kind: 'kept', why: 'not-json' };
  const base = removeAll(text, entries);
  const after = base === undefined ? undefined : addAll(base, entries);
  if (base === undefined || after === undefined) return { kind: 'kept', why: 'not-json' };
  if (after === text) return { kind: 'same' };
  // an empty file of somebody's would be taken for one that was made here
  return removeAll(after, entries) === base && text !== EMPTY
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
  return { kind: 'change', before: text, after: after === EMPTY ? undefined : after };
}

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
  for (let depth = 1; depth <= at.length; depth++) {
    const node = findNodeAtLocation(root, at.slice(0, depth));
    const wanted = depth < at.length ? 'object' : list ? 'array' : undefined;
    if (node !== undefined && node.type !== wanted) return undefined;
  }
  const there = findNodeAtLocation(root, [...at])?.children?.length ?? 0;
  const path: JSONPath = list ? [...at, there] : [...at];
  const edits = modify(text, path, value, {
    formattingOptions: formattingOf(text),
    ...(list ? { isArrayInsertion: true } : {}),
  });
  return applyEdits(text, edits);
}

function formattingOf(text: string) {
  const [, indent = '  '] = /\n([ \t]+)\S/.exec(text) ?? [];
  return {
    insertSpaces: !indent.startsWith('\t'),
    tabSize: indent.startsWith('\t') ? 1 : indent.length,
    eol: text.includes('\r\n') ? '\r\n' : '\n',
  };
}

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

/** What would hold nothing without it goes with it. */
function emptiedBy(node: Node): Node {
  const holder = node.parent;
  if (holder === undefined || holder.children?.length !== 1 || holder.parent === undefined) return node;
  return emptiedBy(propertyOf(holder));
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
