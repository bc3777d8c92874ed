import type { Problem } from '../../core/model/problem.ts';
import type { WallTime } from '../../core/model/time.ts';
import { problemJson } from '../problems/describe-problem.ts';
import { clock } from '../times.ts';

/** A renewal came to nothing: why, and how long the claim holds without one. */
export const renewalFails = (ask: {
  readonly problem: Problem;
  readonly until: WallTime;
  readonly now: WallTime;
}): string =>
  `agentic-plan: the claim could not be renewed: ${String(problemJson(ask.problem)['message'])}\n` +
  `  it is tried again, and the claim holds until ${clock(ask.until, ask.now)}\n`;

export const renewedAgain = (): string => 'agentic-plan: the claim is renewed again\n';
