import { type CommentMarker, readMarker } from '../../core/model/comment-marker.ts';
import type { Comment } from '../ports/conversation.ts';

/** What was said in our comment before. */
export type SaidBefore = Pick<CommentMarker, 'asked' | 'spent'>;

/** What our comment should be. */
export type ComposeComment = (before: SaidBefore) => {
  readonly body: string;
  /** False: the body only folds a comment that is there, and none is made for it. */
  readonly isWorthSaying: boolean;
};

export interface CommentSight {
  readonly pull: number;
  readonly comments: readonly Comment[];
  /** Our own login. */
  readonly me: string;
}

export interface CommentDecision {
  readonly act:
    | { readonly kind: 'leave' }
    | { readonly kind: 'create'; readonly body: string }
    | { readonly kind: 'update'; readonly id: number; readonly body: string };
  /** Ours too, and younger than the one that stays. */
  readonly doubles: readonly number[];
}

/** One comment of ours, the oldest, with what is to be said now; other people's are never touched, whatever is in them. */
export function decideComment(seen: CommentSight, compose: ComposeComment): CommentDecision {
  const [first, ...doubles] = ownComments(seen);
  const wanted = compose((first && readMarker(first.body)) ?? { asked: [] });
  const act = (): CommentDecision['act'] => {
    if (first === undefined)
      return wanted.isWorthSaying ? { kind: 'create', body: wanted.body } : { kind: 'leave' };
    return saysTheSame(first.body, wanted.body)
      ? { kind: 'leave' }
      : { kind: 'update', id: first.id, body: wanted.body };
  };
  return { act: act(), doubles: doubles.map(({ id }) => id) };
}

/** By hidden marker and author, oldest first. */
const ownComments = ({ comments, me, pull }: CommentSight): readonly Comment[] =>
  markedComments(comments, pull)
    .filter(({ author }) => author === me)
    .toSorted((a, b) => a.id - b.id);

/** All that look like ours, whoever wrote them. */
export const markedComments = (comments: readonly Comment[], pull: number): readonly Comment[] =>
  comments.filter(({ body }) => readMarker(body)?.pull === pull);

/** Another run of the same content is no news: only its link differs. */
const saysTheSame = (one: string, other: string): boolean => plain(one) === plain(other);

const plain = (body: string): string =>
  body
    .replaceAll('\r\n', '\n')
    .replaceAll(/\/actions\/runs\/\d+/g, '/actions/runs/')
    .trim();
