import { unreachable } from '../../core/model/unreachable.ts';

/** What became of a part, as far as words need it. */
export type PartDone =
  | { readonly kind: 'kept' | 'skipped' | 'overtaken' | 'fork' | 'no-token' }
  | {
      readonly kind: 'failed';
      readonly failure: { readonly kind: 'not-allowed' | 'not-there' | 'refused' | 'busy' | 'lost' };
    };

/** One line: what was left out beside the plan, and what would bring it. Empty where nothing was. */
export function leftOutText({
  comment,
  labels,
}: {
  readonly comment: PartDone;
  readonly labels: PartDone;
}): string {
  const parts = [
    { name: 'the comment', why: whyOf(comment) },
    { name: 'the labels', why: whyOf(labels) },
  ].filter(({ why }) => why !== '');
  const [first, second] = parts;
  if (!first) return '';
  if (!second) return `left out: ${first.name}, ${first.why}`;
  return first.why === second.why
    ? `left out: ${first.name} and ${second.name}, ${first.why}`
    : `left out: ${first.name}, ${first.why}; ${second.name}, ${second.why}`;
}

function whyOf(part: PartDone): string {
  switch (part.kind) {
    case 'kept':
    case 'skipped':
      return '';
    case 'overtaken':
      return 'since the pull request has moved on: the run of its newer commit writes them';
    case 'fork':
      return 'since this pull request comes from a fork, for which nothing is written';
    case 'no-token':
      return 'since there is no token: leave the input `token` as it is';
    case 'failed':
      return FAILED[part.failure.kind];
    default:
      return unreachable(part);
  }
}

const FAILED = {
  'not-allowed':
    'which the token may not write: give the job `permissions: { pull-requests: write }`, unless the conversation is locked',
  'not-there':
    'since GitHub shows this token no such pull request: give the job `permissions: { pull-requests: write }`',
  refused: 'which GitHub refused',
  busy: 'since GitHub asked to be asked later: the next run writes them',
  lost: 'since GitHub did not answer: the next run writes them',
} as const;
