import { isMap, isScalar, isSeq, parseDocument } from 'yaml';
import type { WayIn } from './wanted-file.ts';

/** How many characters of a file stand before a block that is added to it. */
export function findRoom(way: WayIn | undefined, text: string): number {
  switch (way?.reader) {
    case 'shell':
      return behindHead(text);
    case 'template':
      return text.length;
    case 'yaml':
      return way.list === undefined ? text.length : (behindList(text, way.list) ?? text.length);
    case 'toml':
      return way.list === undefined ? text.length : 0;
    case undefined:
      return text.length;
  }
}

/** The line that names the shell, and the one by which old versions of husky start the hook once more, from its beginning. */
function behindHead(text: string): number {
  const husky = /^\.[ \t][^\n]*husky\.sh[^\n]*(?:\n|$)/m.exec(text);
  if (husky !== null) return husky.index + husky[0].length;
  return text.startsWith('#!') ? lineEnd(text, 0) : 0;
}

/** Behind the last item of a list that has lines; `undefined`: there is no such list. */
function behindList(text: string, key: string): number | undefined {
  const { contents } = parseDocument(text);
  if (!isMap(contents)) return undefined;
  const list = contents.items.find((pair) => isScalar(pair.key) && pair.key.value === key)?.value;
  const last = isSeq(list) ? list.items.at(-1) : undefined;
  const end = last !== null && typeof last === 'object' && 'range' in last ? rangeEnd(last.range) : undefined;
  if (end === undefined) return undefined;
  return text[end - 1] === '\n' ? end : lineEnd(text, end);
}

const rangeEnd = (range: unknown): number | undefined =>
  Array.isArray(range) && typeof range[1] === 'number' ? range[1] : undefined;

function lineEnd(text: string, from: number): number {
  const at = text.indexOf('\n', from);
  return at < 0 ? text.length : at + 1;
}
