/** The hidden first line of our comment: which pull request it is for, and what has been said in it. */
export interface CommentMarker {
  readonly pull: number;
  /** Commit that it speaks of; shortened. */
  readonly head: string;
  /** What a person was asked for already, by its key: nobody is mentioned twice for one thing. */
  readonly asked: readonly string[];
}

/** More keys are neither kept nor looked for. */
export const MOST_ASKED = 50;

export const writeMarker = ({ pull, head, asked }: CommentMarker): string =>
  `<!-- agentic-plan v1 pr=${pull} head=${head.slice(0, 12)}${asked.length > 0 ? ` asked=${asked.slice(0, MOST_ASKED).join(',')}` : ''} -->`;

const MARKER =
  /^<!-- agentic-plan v1 pr=(\d{1,15}) head=([0-9a-f]{7,12})(?: asked=([\w.,:-]+))? -->(?:\r?\n|$)/;

/** Only as the very beginning of a text: what a quotation, or somebody's paste, holds further down is none. */
export function readMarker(body: string): CommentMarker | undefined {
  const [, pull, head, asked = ''] = MARKER.exec(body) ?? [];
  if (pull === undefined || head === undefined) return undefined;
  return { pull: Number(pull), head, asked: asked.split(',').filter(Boolean) };
}
