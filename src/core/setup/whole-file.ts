import { fileMark, fileMarkPattern, sealOf } from './marks.ts';
import type { FileDecision, TextPlace, WantedText } from './wanted-file.ts';

/** A file that is ours as a whole: made where there is none, renewed while nobody else has changed it. */
export function decideWhole(wanted: WantedText, text: string | undefined): FileDecision {
  const after = wholeText(wanted);
  if (text === undefined) return { kind: 'change', before: undefined, after };
  const owner = ownerOf(wanted, text);
  if (owner !== 'ours') return { kind: 'kept', why: owner };
  // Git may check it out with other ends of lines.
  return text.replaceAll('\r\n', '\n') === after ? { kind: 'same' } : { kind: 'change', before: text, after };
}

/** The way back: what nobody else has changed goes. */
export function undoWhole(place: TextPlace, text: string | undefined): FileDecision {
  if (text === undefined) return { kind: 'same' };
  const owner = ownerOf(place, text);
  if (owner === 'foreign') return { kind: 'same' }; // nothing of ours is there
  return owner === 'ours' ? { kind: 'change', before: text, after: undefined } : { kind: 'kept', why: owner };
}

/** Whether a file is ours as it was written. */
export const isUnchanged = (comments: TextPlace['comments'], text: string): boolean =>
  ownerOf({ comments }, text) === 'ours';

function wholeText({ comments, body }: WantedText): string {
  const [shebang, rest] = splitShebang(body);
  return `${shebang}${fileMark(comments, body)}\n${rest}`;
}

function ownerOf({ comments }: Pick<TextPlace, 'comments'>, text: string): 'ours' | 'edited' | 'foreign' {
  const [shebang, rest] = splitShebang(text.replaceAll('\r\n', '\n'));
  const end = rest.indexOf('\n');
  const seal = fileMarkPattern(comments).exec(rest.slice(0, Math.max(0, end)))?.[1];
  if (seal === undefined) return 'foreign';
  return sealOf(shebang + rest.slice(end + 1)) === seal ? 'ours' : 'edited';
}

function splitShebang(text: string): readonly [shebang: string, rest: string] {
  const end = text.startsWith('#!') ? text.indexOf('\n') + 1 : 0;
  return [text.slice(0, end), text.slice(end)];
}
