import { escapeText } from '../escape.ts';

const NOTHING = {
  'branch-deleted': 'the branch was deleted',
  'tag-pushed': 'a tag was pushed, whose commits came with a push of their branch',
  closed: 'the pull request is closed',
} as const;

/** Why there is no plan, or no check, in one sentence. */
export const nothingText = (
  { why, event }: { readonly why: keyof typeof NOTHING | 'other-event'; readonly event: string },
  what: 'plan' | 'check' = 'plan',
): string =>
  `nothing to ${what}: ${why === 'other-event' ? `the event ${escapeText(event, 60)} says nothing about a change of this repository's own` : NOTHING[why]}`;

/** Why a push is not compared with what was there before it. */
export const fallbackText = (
  why: { readonly kind: 'lost'; readonly before: string } | { readonly kind: 'new-branch' },
): string =>
  why.kind === 'lost'
    ? `the commit before this push (${why.before.slice(0, 12)}) is gone, so this is compared with the default base instead`
    : 'the push made this branch, so it is compared with the default base instead of a commit before it';

/** A force-push: what is new is all since both histories went apart. */
export const rewrittenText = (before: string, base: string): string =>
  `the push rewrote the branch: the plan compares with ${base.slice(0, 12)}, where it left what was there before (${before.slice(0, 12)})`;

export const moreRowsText = (most: number, more: number): string =>
  `GitHub takes at most ${most} rows of a matrix; ${more} more tasks that could start now are in the plan file only`;

export const moreAnnotationsText = (more: number): string =>
  `${more} more places are in the summary: GitHub shows ten notices of a step`;
