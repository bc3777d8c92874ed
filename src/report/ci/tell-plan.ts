import { escapeText } from '../escape.ts';

/** GitHub shows at most 1 MiB of a step's summary, and fails the step above it. */
const MAX_SUMMARY_BYTES = 1_000_000;

const NOTHING = {
  'branch-deleted': 'the branch was deleted',
  'tag-pushed': 'a tag was pushed, whose commits a push of their branch has planned',
  closed: 'the pull request is closed',
} as const;

/** Why there is no plan, in one sentence. */
export const nothingText = ({
  why,
  event,
}: {
  readonly why: keyof typeof NOTHING | 'other-event';
  readonly event: string;
}): string =>
  `nothing to plan: ${why === 'other-event' ? `the event ${escapeText(event, 60)} says nothing about a change of this repository's own` : NOTHING[why]}`;

/** Why a push is not compared with what was there before it. */
export const fallbackText = (
  why: { readonly kind: 'lost'; readonly before: string } | { readonly kind: 'new-branch' },
): string =>
  why.kind === 'lost'
    ? `the commit before this push (${why.before.slice(0, 12)}) is gone, so the plan compares with the default base instead`
    : 'the push made this branch, so the plan compares with the default base instead of a commit before it';

/** A force-push: what is new is all since both histories went apart. */
export const rewrittenText = (before: string, base: string): string =>
  `the push rewrote the branch: the plan compares with ${base.slice(0, 12)}, where it left what was there before (${before.slice(0, 12)})`;

export const moreRowsText = (most: number, more: number): string =>
  `GitHub takes at most ${most} rows of a matrix; ${more} more tasks that could start now are in the plan file only`;

/** Whole lines, as many as fit, and a word about the rest. */
export function cutSummary(markdown: string): string {
  if (Buffer.byteLength(markdown) <= MAX_SUMMARY_BYTES) return markdown;
  let size = 0;
  const lines = markdown.split('\n');
  const end = lines.findIndex((line) => {
    size += Buffer.byteLength(line) + 1;
    return size > MAX_SUMMARY_BYTES - 200;
  });
  return `${lines.slice(0, end).join('\n')}\n\n(cut here: the whole plan is in the plan file)\n`;
}
