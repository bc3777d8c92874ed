import type { Where } from '../../../core/model/problem.ts';

/** A line of Markdown. */
export interface TextLine {
  readonly text: string;
  readonly where: Where;
  /** Inside a fence or a comment: an example, not something to do. */
  readonly quoted: boolean;
}

/** Lines with their places, whatever ends them. A fence that is never closed quotes the rest, as Markdown has it. */
export function textLines(text: string, file: string): readonly TextLine[] {
  let fence: string | undefined;
  let inComment = false;
  return text.split(/\r\n|\n|\r/).map((line, at) => {
    const where = { file, line: at + 1 };
    const mark = /^ {0,3}(`{3,}|~{3,})/.exec(line.replace(/^\s{0,12}/, ''))?.[1];
    const within = fence !== undefined;
    if (!inComment && mark !== undefined)
      fence = fence === undefined ? mark : mark.startsWith(fence) ? undefined : fence;
    const commented = inComment;
    if (!within) inComment = isStillComment(line, inComment);
    return { text: line, where, quoted: within || fence !== undefined || commented || /^\s*<!--/.test(line) };
  });
}

/** Whether the line leaves a `<!-- comment` open. */
const isStillComment = (line: string, before: boolean): boolean => {
  const opened = line.lastIndexOf('<!--');
  const closed = line.lastIndexOf('-->');
  return opened < 0 && closed < 0 ? before : opened > closed;
};
