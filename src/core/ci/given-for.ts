import type { HeldClaim } from '../claim/held-claim.ts';
import type { CiHolder } from '../claim/holder.ts';
import type { TaskId } from '../model/ids.ts';

type Given = ReadonlyMap<TaskId, HeldClaim>;

/** What was given out for just this wave, by this attempt or an earlier one. */
export const givenFor = (given: Given, wave: number): Given =>
  new Map([...given].filter(([, { record }]) => record.wave === wave));

/**
 * What this very attempt has given out for a later wave already: an earlier sending of a job that is run again has landed, and what
 * it has begun goes on.
 */
export const begunBefore = (given: Given, of: { readonly by: CiHolder; readonly wave: number }): Given =>
  new Map(
    [...given].filter(([, { record }]) => {
      const { holder, wave = 0 } = record;
      return holder.kind === 'ci' && holder.attempt === of.by.attempt && wave > of.wave;
    }),
  );
