import type { DataOf, ProblemCode } from '../../core/model/problem.ts';
import { EXIT } from '../exit-codes.ts';
import type { Around, Wording } from './wording.ts';

/** All that is known of a code: how serious it is, what a command ends with that cannot go on for it, and its words. */
export interface Entry<D> {
  readonly severity: 'error' | 'warning';
  /** 0: nothing ends for it. */
  readonly exit: number;
  readonly words: (data: D, around: Around) => Wording;
}

/** One for each of these codes: a missing one does not compile, nor one whose words ask for data its code has not. */
export type Catalogue<C extends ProblemCode> = { readonly [K in C]: Entry<DataOf<K>> };

type Words<D> = Entry<D>['words'];

/** Said beside what is done all the same. */
export const note = <D>(words: Words<D>): Entry<D> => ({
  severity: 'warning',
  exit: EXIT.done,
  words,
});

const error = <D>(exit: number, words: Words<D>): Entry<D> => ({ severity: 'error', exit, words });

/** Of the work, or of what it was to be: somebody has to look at it. */
export const found = <D>(words: Words<D>): Entry<D> => error(EXIT.found, words);
/** Whoever typed or configured it can help it. */
export const usage = <D>(words: Words<D>): Entry<D> => error(EXIT.usage, words);
/** It is somebody else's. */
export const held = <D>(words: Words<D>): Entry<D> => error(EXIT.held, words);
/** Network, git, disk. */
export const world = <D>(words: Words<D>): Entry<D> => error(EXIT.world, words);
