import { type Problem, problemOf } from '../core/model/problem.ts';
import type { CommandContext } from './command.ts';

/**
 * The problem of a command that starts other commands, where an agent of a run calls it. Rules that let an agent call
 * us, and nothing else, must not let it start anything by us.
 */
export const insideARun = ({ env }: Pick<CommandContext, 'env'>): readonly Problem[] =>
  env['AGENTIC_PROMPT'] ? [problemOf('inside-a-run', {})] : [];
