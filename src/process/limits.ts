import { AsyncLocalStorage } from 'node:async_hooks';
import { ProblemError, problemOf } from '../core/model/problem.ts';
import type { Budget } from './budget.ts';

/** What bounds everything that a command does. */
export interface Limits {
  readonly budget: Budget;
  /** Fires at the interruption that cuts the budget short. */
  readonly interrupted: AbortSignal;
  /** True once, for the first connection that may ask the person at the terminal; never again in this command. */
  mayAsk(): boolean;
  /** The command as its user knows it. */
  readonly command: string;
}

// Carried by the flow of the program and not by arguments, so that no step can be written that forgets it.
const storage = new AsyncLocalStorage<Limits>();

/** Runs all of `fn` within these limits. */
export const withinLimits = <T>(limits: Limits, fn: () => Promise<T>): Promise<T> => storage.run(limits, fn);

/** The limits of the command that is at work here; `undefined`: nobody has set any (a test, a tool). */
export const limitsNow = (): Limits | undefined => storage.getStore();

/** The budget is used up, and what was asked is not done. */
export const outOfTime = (limits: Limits | undefined): ProblemError =>
  new ProblemError(
    problemOf('out-of-time', {
      command: limits?.command ?? '',
      seconds: Math.round((limits?.budget.totalMs ?? 0) / 1000),
    }),
  );
