import type { StoreFailure } from '../../app/ports/store-failure.ts';
import type { GitResult } from '../exec-git.ts';

/** Why nothing came of a question that was given up: what git said when it was ended is about its end, not its cause. */
export const silentRemote = ({ unanswered }: Pick<GitResult, 'unanswered'>): StoreFailure => ({
  kind: 'network',
  detail: unanswered
    ? 'ssh may have asked a question that nobody answered within a minute'
    : 'it did not answer in time',
});
