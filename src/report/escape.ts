// Names and texts of others are shown, never obeyed: no control sequence reaches a terminal, no Markdown or mention a
// comment. What cannot be seen is shown as an escape, so that two names that differ also look different.

import { isPlainAscii } from '../core/model/plain-ascii.ts';

/** Control, format (bidi, zero-width, tags) and separator characters, fillers that look empty, lone surrogates. */
export const INVISIBLE =
  /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\u115f\u1160\u3164\uffa0]|\u034f|[\u17b4\u17b5]|[\ufe00-\ufe0e]|[\u{e0100}-\u{e01ef}]/gu;

const shortEscapes: ReadonlyMap<string, string> = new Map([
  ['\n', '\\n'],
  ['\r', '\\r'],
  ['\t', '\\t'],
]);

/**
 * For terminals, logs and error texts: always one line. A lone surrogate U+DC80…U+DCFF is a byte of a file name and
 * shown as `\xff`. `max` cuts the text (in UTF-16 units of the input) and says so with `…`.
 */
export function escapeText(text: string, max = Number.POSITIVE_INFINITY): string {
  const shown = text.length > max ? text.slice(0, endAtCharacter(text, max)) : text;
  const escaped = isPlainAscii(shown) ? shown : shown.replace(INVISIBLE, escapeCharacter);
  return shown.length < text.length ? `${escaped}…` : escaped;
}

/** Half a surrogate pair would read as a byte that the text does not have. */
function endAtCharacter(text: string, at: number): number {
  const code = text.charCodeAt(at - 1);
  return code >= 0xd800 && code <= 0xdbff ? at - 1 : at;
}

function escapeCharacter(char: string): string {
  const short = shortEscapes.get(char);
  if (short !== undefined) return short;
  const code = char.codePointAt(0) ?? 0;
  if (code < 0x80) return `\\x${hex(code, 2)}`;
  if (code >= 0xdc80 && code <= 0xdcff) return `\\x${hex(code - 0xdc00, 2)}`;
  return code > 0xffff ? `\\u{${hex(code, 1)}}` : `\\u${hex(code, 4)}`;
}

const hex = (code: number, digits: number): string => code.toString(16).padStart(digits, '0');

/** An entity never forms Markdown structure, and a zero-width space keeps GitHub from seeing a reference. */
const entity = (char: string): string => `&#${char.charCodeAt(0)};`;
const noReference = '&#8203;';

/**
 * Foreign text as prose of a Markdown comment, also inside a table cell: no markup, HTML, link, mention (`@org/team`),
 * cross-reference (`#123`, `GH-1`, `user/repo#1`, a commit's name) or `www.` link comes out of it.
 */
export function escapeMarkdown(text: string): string {
  return escapeText(text)
    .replace(/[!-/:-@[-`{-~]/g, entity)
    .replace(/&#(?:64|35);/g, (at) => at + noReference)
    .replace(/\b(GH)(?=&#45;\d)/gi, `$1${noReference}`)
    .replace(/(?<!&#)\b[0-9a-f]{7,64}\b/gi, (name) => name.slice(0, 3) + noReference + name.slice(3))
    .replace(/\bwww(?=&#46;)/gi, `w${noReference}ww`)
    .replace(/\b(https?|ftp|mailto|xmpp)(?=&#58;)/gi, `$1${noReference}`)
    .replace(/^(\s+)|(\s+)$/g, '');
}

/** Names that cannot end a code span, split a table or be anything but themselves in backticks. */
const plain = /^[\w./@:+=,-][\w ./@:+=,()[\]#~-]*$/;

/**
 * A path, id or command in code type: in backticks where that is safe, else as `<code>` with entities, which holds
 * in tables, too. GitHub looks for no mentions and references inside code.
 */
export function markdownCode(text: string): string {
  const shown = escapeText(text);
  if (plain.test(shown) && !shown.endsWith(' ')) return `\`${shown}\``;
  // A space at an end or a double space would be lost, in Markdown as in HTML.
  return `<code>${shown.replace(/[!-/:-@[-`{-~]/g, entity).replace(/^ | $|(?<= ) /g, '&nbsp;')}</code>`;
}
