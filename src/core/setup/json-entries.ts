import { findNodeAtLocation, getNodeValue, type Node, type ParseError, parseTree } from 'jsonc-parser';
import { addEntry, cutOut, treeOf } from './json-edits.ts';
import { isSameValue } from './same-value.ts';
import type { EntriesPlace, FileDecision, JsonEntry } from './wanted-file.ts';

// Entries of ours in a JSON file of somebody's, whose comments, order and spaces stay. What is ours is told by a word in the
// entry itself; where taking it out again would not give the same bytes, nothing is put in.

/** A file that is made for the entries has lines. */
const MADE = '{\n}\n';
const EMPTY = '{}\n';

/** Adds what is missing, and renews what was written for another way to our program. */
export function decideEntries(place: EntriesPlace, text: string | undefined): FileDecision {
  const { entries } = place;
  if (text === undefined) return { kind: 'change', before: undefined, after: addAll(MADE, entries) ?? '' };
  const [mark, json] = splitMark(text);
  if (!isPlainObject(json)) return { kind: 'kept', why: 'not-json' };
  if (isEdited(json, entries)) return { kind: 'kept', why: 'edited' };
  const missing = entries.filter((entry) => !isThere(json, entry));
  if (missing.length === 0) return { kind: 'same' };
  const rest = removeAll(json, missing);
  const bare = removeAll(json, entries);
  const after = addAll(wasMade(json, rest) ? MADE : rest, missing);
  if (after === undefined) return { kind: 'kept', why: 'not-json' };
  return removeAll(after, entries) === bare
    ? { kind: 'change', before: text, after: mark + after }
    : { kind: 'kept', why: 'would-lose' };
}

/** The way back: our entries, and what held nothing else. A file that held nothing else was made for them. */
export function undoEntries({ entries }: EntriesPlace, text: string | undefined): FileDecision {
  if (text === undefined) return { kind: 'same' };
  const [mark, json] = splitMark(text);
  if (!isPlainObject(json))
    return text.includes('agentic-plan') ? { kind: 'kept', why: 'not-json' } : { kind: 'same' };
  if (isEdited(json, entries)) return { kind: 'kept', why: 'edited' };
  const after = removeAll(json, entries);
  if (after === json) return { kind: 'same' };
  const isMade = mark === '' && wasMade(json, after);
  return { kind: 'change', before: text, after: isMade ? undefined : mark + after };
}

/** The mark of byte order that some editors put first is no part of the JSON. */
const splitMark = (text: string): readonly [mark: string, json: string] =>
  text.startsWith('\uFEFF') ? ['\uFEFF', text.slice(1)] : ['', text];

/** Whether a file was made for the entries: one that was somebody's and empty has them in the line of its brackets. */
const wasMade = (text: string, bare: string): boolean => bare === EMPTY && text.startsWith('{\n');

function isPlainObject(text: string): boolean {
  if (isDeep(text)) return false;
  const errors: ParseError[] = [];
  const root = parseTree(text, errors, { allowTrailingComma: true });
  return root?.type === 'object' && errors.length === 0 && !hasTwice(root);
}

const DEEPEST = 200;

/** No settings have so many brackets in each other; readers that call themselves would break. */
function isDeep(text: string): boolean {
  let depth = 0;
  for (const [bracket] of text.matchAll(/[[\]{}]/g)) {
    depth += bracket === '[' || bracket === '{' ? 1 : -1;
    if (depth > DEEPEST) return true;
  }
  return false;
}

/** A key that stands twice has a value that readers do not agree on. */
function hasTwice(node: Node): boolean {
  const children = node.children ?? [];
  const keys = node.type === 'object' ? children.map((one) => one.children?.[0]?.value) : [];
  return new Set(keys).size < keys.length || children.some(hasTwice);
}

/** What bears our word at the place of an entry, whichever version has put it there. */
function oursAt(root: Node | undefined, { at, list, mark }: JsonEntry): readonly Node[] {
  const place = root === undefined ? undefined : findNodeAtLocation(root, [...at]);
  if (place === undefined) return [];
  const nodes = list ? (place.type === 'array' ? (place.children ?? []) : []) : [place];
  return nodes.filter((node) => JSON.stringify(getNodeValue(node)).includes(mark));
}

const isThere = (text: string, entry: JsonEntry): boolean => {
  const ours = oursAt(treeOf(text), entry);
  return ours.length === 1 && ours.every((node) => isSameValue(getNodeValue(node), entry.value));
};

/** Whether one of them says what no settings of ours would have written. */
function isEdited(text: string, entries: readonly JsonEntry[]): boolean {
  const root = treeOf(text);
  return entries.some((entry) =>
    oursAt(root, entry).some((node) => {
      const value: unknown = getNodeValue(node);
      return ![entry.value, ...(entry.otherValues ?? [])].some((known) => isSameValue(known, value));
    }),
  );
}

/** `undefined`: something else stands where a list or an object has to be. */
function addAll(text: string, entries: readonly JsonEntry[]): string | undefined {
  let after: string | undefined = text;
  for (const entry of entries) after = after === undefined ? undefined : addEntry(after, entry);
  return after;
}

/** Without all that bears our word at these places. */
function removeAll(text: string, entries: readonly JsonEntry[]): string {
  let after = text;
  for (const entry of entries)
    for (let ours = firstOf(after, entry); ours !== undefined; ours = firstOf(after, entry))
      after = cutOut(after, ours);
  return after;
}

const firstOf = (text: string, entry: JsonEntry): Node | undefined => oursAt(treeOf(text), entry)[0];
