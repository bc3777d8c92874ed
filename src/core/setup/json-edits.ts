import { findNodeAtLocation, type Node, parseTree } from 'jsonc-parser';
import type { JsonEntry } from './wanted-file.ts';

// Changes of a JSON text that leave comments, order and spaces of all the rest. What is put in can be cut out again, and the
// text is what it was.

export const treeOf = (text: string): Node | undefined => parseTree(text, [], { allowTrailingComma: true });

/** One entry more; `undefined`: something else stands where a list or an object has to be. */
export function addEntry(text: string, { at, value, list }: JsonEntry): string | undefined {
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
  const piece = `${eol}${indent}${first === undefined ? lines : `${JSON.stringify(first)}: ${lines}`}`;
  const end = last === undefined ? 0 : last.offset + last.length;
  const [remark] = last === undefined ? [] : (REMARK.exec(text.slice(end)) ?? []);
  // what is said of the last one stays in its line
  return remark === undefined
    ? insertBehind({ text, holder, last }, `${last === undefined ? '' : ','}${piece}`)
    : `${text.slice(0, end)},${remark}${piece}${text.slice(end + remark.length)}`;
}

/** A comment that ends its line. */
const REMARK = /^[ \t]*(?:\/\/[^\r\n]*|\/\*[^\r\n]*?\*\/[ \t]*)(?=\r?\n)/;

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

const propertyOf = (value: Node): Node => (value.parent?.type === 'property' ? value.parent : value);

/** What would hold nothing without it goes with it, unless it was there and empty before. */
function emptiedBy(text: string, node: Node): Node {
  const holder = node.parent;
  if (holder === undefined || holder.children?.length !== 1 || holder.parent === undefined) return node;
  const around = besides(text, node, holder);
  const wasThere = around === '' || /[^\s,]/.test(around);
  return wasThere ? node : emptiedBy(text, propertyOf(holder));
}

/** What stands between a list's brackets besides its only item: spaces, and remarks of people. */
const besides = (text: string, node: Node, holder: Node): string =>
  text.slice(holder.offset + 1, node.offset) +
  text.slice(node.offset + node.length, holder.offset + holder.length - 1);

/** With what is emptied by it, and the comma and the spaces that were put before it. */
export function cutOut(text: string, value: Node): string {
  const node = emptiedBy(text, value.parent?.type === 'property' ? propertyOf(value) : value);
  const holder = node.parent;
  const siblings = holder?.children ?? [];
  const before = siblings[siblings.indexOf(node) - 1];
  const behind = siblings[siblings.indexOf(node) + 1];
  const end = node.offset + node.length;
  if (before !== undefined) {
    const from = before.offset + before.length;
    return text.slice(0, from) + remarksBefore(text.slice(from, node.offset)) + text.slice(end);
  }
  if (behind !== undefined)
    return (
      text.slice(0, node.offset) + remarksBehind(text.slice(end, behind.offset)) + text.slice(behind.offset)
    );
  if (holder === undefined) return text.slice(0, node.offset) + text.slice(end);
  const [from, to] = [holder.offset + 1, holder.offset + holder.length - 1];
  const [above, below] = [text.slice(from, node.offset), text.slice(end, to)];
  const isBare = `${above}${below}`.replace(',', '').trim() === '';
  return text.slice(0, from) + (isBare ? '' : above.trimEnd() + below) + text.slice(to);
}

/** Of what stands between two: the comma and the last end of a line were put there with the second one. */
function remarksBefore(between: string): string {
  const rest = between.replace(',', '');
  return rest.trim() === '' ? '' : rest.replace(/\r?\n?[ \t]*$/, '');
}

/** What a person has written above the one that follows. */
const remarksBehind = (between: string): string => between.replace(',', '').trimStart();
