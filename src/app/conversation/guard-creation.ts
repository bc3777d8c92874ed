import type { CommentGuard, GuardAnswer } from '../ports/conversation.ts';

/** So often it is asked for before whoever holds it counts as gone. */
export const MOST_TAKES = 2;

/**
 * What comes next where a comment is missing, by the answers so far. A guard that is still held after all pauses was left
 * behind by a run that ended: then the comment is made without it, as where nobody may write refs.
 */
export function decideAdmission(answers: readonly GuardAnswer[]): 'take' | 'create' {
  const last = answers.at(-1);
  return last === undefined || (last === 'held' && answers.length < MOST_TAKES) ? 'take' : 'create';
}

/** Of two runs that would make a comment at once, lets one go first. It is let go at the end, in whatever way that comes. */
export interface CreationGuard extends AsyncDisposable {
  /** Asked after each look that found no comment: make it now, or look again first. */
  admit(): Promise<'create' | 'look'>;
}

/** Absent guard: whoever asks is admitted. */
export function guardCreation(guard: CommentGuard | undefined): CreationGuard {
  const answers: GuardAnswer[] = [];
  let isOurs = false;
  return {
    async admit() {
      if (guard === undefined) return 'create';
      if (decideAdmission(answers) === 'create') {
        isOurs ||= answers.at(-1) === 'held'; // taken over
        return 'create';
      }
      const answer = await guard.take();
      answers.push(answer);
      isOurs = answer === 'taken';
      if (answer === 'held') await guard.pause();
      // whoever had it before may have made the comment and let go
      return answer === 'unguarded' ? 'create' : 'look';
    },
    async [Symbol.asyncDispose]() {
      if (isOurs) await guard?.drop();
    },
  };
}
