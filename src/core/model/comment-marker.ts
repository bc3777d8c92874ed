/** The hidden first line of our comment: which pull request it is for, and what has been said in it. */
export interface CommentMarker {
  readonly pull: number;
  /** Commit that it speaks of; shortened. */
  readonly head: string;
  /** What a person was asked for already, by its key: nobody is mentioned twice for one thing. */
  readonly asked: readonly string[];
  /** What the jobs of a run have taken until then, the one that wrote it included. */
  readonly spent?: RunSpent;
}

/** No job knows of the others' but by what they say of it: in the comment that all of them write. */
export interface RunSpent {
  /** The end of the run's id. */
  readonly run: string;
  readonly pushes: number;
  readonly calls: number;
}

/** More keys are neither kept nor looked for. */
export const MOST_ASKED = 50;

export function writeMarker({ pull, head, asked, spent }: CommentMarker): string {
  const keys = asked.length > 0 ? ` asked=${asked.slice(0, MOST_ASKED).join(',')}` : '';
  const used = spent === undefined ? '' : ` run=${spent.run} pushes=${spent.pushes} calls=${spent.calls}`;
  return `<!-- agentic-plan v1 pr=${pull} head=${head.slice(0, 12)}${keys}${used} -->`;
}

const MARKER =
  /^<!-- agentic-plan v1 pr=(\d{1,15}) head=([0-9a-f]{7,12})(?: asked=([\w.,:-]+))?(?: run=([\w-]{1,40}) pushes=(\d{1,6}) calls=(\d{1,6}))? -->(?:\r?\n|$)/;

/** Only as the very beginning of a text: what a quotation, or somebody's paste, holds further down is none. */
export function readMarker(body: string): CommentMarker | undefined {
  const [, pull, head, asked = '', run, pushes, calls] = MARKER.exec(body) ?? [];
  if (pull === undefined || head === undefined) return undefined;
  const spent = run === undefined ? {} : { spent: { run, pushes: Number(pushes), calls: Number(calls) } };
  return { pull: Number(pull), head, asked: asked.split(',').filter(Boolean), ...spent };
}
