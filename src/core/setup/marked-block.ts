import { blockBegin, blockEnd, blockText, sealOf } from './marks.ts';
import type { FileDecision, TextPlace, WantedText } from './wanted-file.ts';
import { whyNoWayIn } from './way-in.ts';

// A block stands at the end of a file, behind exactly one end of a line that is put there with it, whatever the file
// ended with: so what was there before is known from the bytes alone. A file that holds nothing before the block, not even
// that, was made for it.

/** A section of ours in a file of somebody's: added at its end, renewed in place while nobody else has changed it. */
export function decideBlock(wanted: WantedText, text: string | undefined): FileDecision {
  const block = blockText(wanted.comments, wanted.body);
  if (text === undefined) return { kind: 'change', before: undefined, after: block };
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

/** Behind everything, where it is reached there and changes nothing; what a person has put there by hand is enough. */
function addBlock({ way, body }: WantedText, text: string, block: string): FileDecision {
  const eol = text.includes('\r\n') ? '\r\n' : '\n';
  const after = text + eol + block.replaceAll('\n', eol);
  if (way === undefined) return { kind: 'change', before: text, after };
  if (text.includes(way.pasted)) return { kind: 'same' };
  const why = whyNoWayIn(way, { above: text, body, after });
  return why === undefined ? { kind: 'change', before: text, after } : { kind: 'kept', why, lines: body };
}

/** The way back: the block, and the end of a line before it. */
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
      const above = text.slice(0, seen.from);
      const before = above.endsWith(seen.eol) ? above.slice(0, -seen.eol.length) : above;
      const after = before + text.slice(seen.to);
      const wasMade = seen.from === 0 && after === '';
      return { kind: 'change', before: text, after: wasMade ? undefined : after };
    }
  }
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

function findBlock({ comments }: TextPlace, text: string): SeenBlock {
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
