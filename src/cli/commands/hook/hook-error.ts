import type { Problem } from '../../../core/model/problem.ts';
import { escapeText } from '../../../report/escape.ts';
import { tellNoLook } from '../../../report/hook/no-look.ts';
import { firstLine } from '../../../report/problems/describe-problem.ts';
import { problemOfError } from '../../open/failure.ts';

/** One line for everything that kept us from looking. */
export const describeHookProblems = (hook: string, problems: readonly Problem[]): string =>
  tellNoLook(hook, problems.map(firstLine).join('; '));

export function describeHookError(hook: string, error: unknown): string {
  const problem = problemOfError(error);
  if (problem) return describeHookProblems(hook, [problem]);
  return tellNoLook(hook, escapeText(error instanceof Error ? error.message : String(error), 200));
}
