import { createHash } from 'node:crypto';
import type { CommentStyle } from './wanted-file.ts';

// What is ours is told by marks that stand in the file itself, so that any clone can take it back. The seal is a digest
// of the text that it stands for: where it does not match any more, a person has changed the text.

const SEAL = '[0-9a-f]{12}';

/** A line that the readers of the file pass over. */
function commented(style: CommentStyle, text: string): string {
  return style === '<!-- -->' ? `<!-- ${text} -->` : `${style} ${text}`;
}

const escaped = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\/]/g, '\\$&');

/** Git may have changed the ends of lines; that is nobody's edit. */
export const sealOf = (text: string): string =>
  createHash('sha256').update(text.replaceAll('\r\n', '\n')).digest('hex').slice(0, 12);

/** The line that says that a whole file is ours; it is the first one, or stands behind `#!`. */
export const fileMark = (style: CommentStyle, body: string): string =>
  commented(style, `agentic-plan:file ${sealOf(body)}`);

export const fileMarkPattern = (style: CommentStyle): RegExp =>
  new RegExp(`^${escaped(commented(style, 'agentic-plan:file SEAL')).replace('SEAL', `(${SEAL})`)}$`);

/** A section of ours: its marks, and `body` between them. */
export const blockText = (style: CommentStyle, body: string): string =>
  `${commented(style, `agentic-plan:begin ${sealOf(body)}`)}\n${body}${commented(style, 'agentic-plan:end')}\n`;

/** Its first line, with what the seal says; and its last one. */
export const blockBegin = (style: CommentStyle): RegExp =>
  new RegExp(
    `^${escaped(commented(style, 'agentic-plan:begin SEAL')).replace('SEAL', `(${SEAL})`)}\\r?\\n`,
    'gm',
  );
export const blockEnd = (style: CommentStyle): RegExp =>
  new RegExp(`^${escaped(commented(style, 'agentic-plan:end'))}(?:\\r?\\n|$)`, 'gm');
