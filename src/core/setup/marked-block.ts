import { findRoom } from './find-room.ts';
import { blockBegin, blockEnd, blockText, sealOf } from './marks.ts';
import type { FileDecision, TextPlace, WantedText } from './wanted-file.ts';
import { whyNoWayIn } from './way-in.ts';

// A block stands behind exactly one end of a line that is put there with it, whatever is above it: so what was there before
// is known from the bytes alone. One that is put before everything has none. A file that holds nothing but the block, not
// even that, was made for it.

/** A section of ours in a file of somebody's: added at its end, renewed in place while nobody else has changed it. */
export function decideBlock(wanted: WantedText, text: string | undefined): FileDecision {
  const block = blockText(wanted.comments, wanted.body);
  if (text === undefined) return { kind: 'change', before: undefined, after: (wanted.head ?? '') + block };
  const seen = findBlock(wanted, text);
  switch (seen.kind) {
    case 'none':
      return addBlock(wanted, text, block);
    case 'broken':
      return { kind: 'kept', why: 'marks-broken' };
    case 'edited':
      return { kind: 'kept', why: 'edited' };
    case 'ours': {
      const after = text.slice(0, seen.from) + block.replaceAll('\n', seen.eol) + text.slice(seen.to);
      return after === text ? { kind: 'same' } : { kind: 'change', before: text, after };
    }
  }
}

/** Where it is reached there and changes nothing else; what a person has put there by hand is enough. */
function addBlock({ way, body }: WantedText, text: string, block: string): FileDecision {
  // a shell takes the sign of Windows before the end of a line for a part of the last word
  const eol = text.includes('\r\n') && way?.reader !== 'shell' ? '\r\n' : '\n';
  const room = findRoom(way, text);
  const [above, below] = [text.slice(0, room), text.slice(room)];
  const isFirst = above === '' && below !== '';
  const after = above + (isFirst ? '' : eol) + block.replaceAll('\n', eol) + below;
  if (way === undefined) return { kind: 'change', before: text, after };
  if (way.hasOwn) return { kind: 'kept', why: 'has-own', lines: body };
  if (way.pasted !== undefined && text.includes(way.pasted)) return { kind: 'same' };
  const why = whyNoWayIn(way, { before: text, body, after });
  return why === undefined ? { kind: 'change', before: text, after } : { kind: 'kept', why, lines: body };
}

/** The way back: the block, and the end of a line that was put before it. */
export function undoBlock(place: TextPlace, text: string | undefined): FileDecision {
  if (text === undefined) return { kind: 'same' };
  const seen = findBlock(place, text);
  switch (seen.kind) {
    case 'none':
      return { kind: 'same' };
    case 'broken':
      return { kind: 'kept', why: 'marks-broken' };
    case 'edited':
      return { kind: 'kept', why: 'edited' };
    case 'ours': {
      return { kind: 'change', before: text, after: withoutBlock(place, text, seen) };
    }
  }
}

/** Whether our section, unchanged, comes before all that others do in a script. */
export function standsFirst(comments: TextPlace['comments'], text: string): boolean {
  const seen = findBlock({ comments }, text);
  if (seen.kind !== 'ours') return false;
  const above = text.slice(0, seen.from).split('\n');
  return above.every((line) => /^\s*(?:#.*)?$|husky\.sh/.test(line));
}

/** `undefined`: the file was made for the block, and nobody has put anything into it since. */
function withoutBlock(
  { head = '' }: TextPlace,
  text: string,
  { from, to, eol }: Extract<SeenBlock, { readonly eol: string }>,
): string | undefined {
  const [above, below] = [text.slice(0, from), text.slice(to)];
  if (above.replaceAll('\r\n', '\n') === head)
    return below === '' ? undefined : above.slice(0, above.indexOf('\n') + 1) + below;
  const before = above.endsWith(eol) ? above.slice(0, -eol.length) : above;
  // what somebody has written behind a block since would stand in the last line of what had no end of a line
  const isJoined = below !== '' && before !== '' && !before.endsWith('\n');
  return (isJoined ? above : before) + below;
}

type SeenBlock =
  | { readonly kind: 'none' | 'broken' }
  | {
      readonly kind: 'ours' | 'edited';
      readonly from: number;
      readonly to: number;
      /** How its lines end. */
      readonly eol: '\r\n' | '\n';
    };

function findBlock({ comments }: Pick<TextPlace, 'comments'>, text: string): SeenBlock {
  const begins = [...text.matchAll(blockBegin(comments))];
  const ends = [...text.matchAll(blockEnd(comments))];
  const [begin, end] = [begins[0], ends[0]];
  if (begin === undefined && end === undefined) return { kind: 'none' };
  if (begin === undefined || end === undefined || begins.length > 1 || ends.length > 1)
    return { kind: 'broken' };
  const inner = begin.index + begin[0].length;
  if (end.index < inner) return { kind: 'broken' };
  const kind = sealOf(text.slice(inner, end.index)) === begin[1] ? 'ours' : 'edited';
  const eol = begin[0].endsWith('\r\n') ? '\r\n' : '\n';
  return { kind, from: begin.index, to: end.index + end[0].length, eol };
}
