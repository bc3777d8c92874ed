import { type Problem, problemOf } from '../../../core/model/problem.ts';
import type { CommandInput } from '../../command.ts';

/** Options beside which no goal makes sense: each says by itself what is to be done. */
const ELSE = { tasks: '--tasks', dryRun: '--dry-run', publish: '--publish', dismiss: '--dismiss' } as const;

/** What means nothing without a goal, of `plan` and of `run`. */
const ONLY = {
  plan: { fresh: '--fresh', with: '--with' },
  run: { fresh: '--fresh', yes: '--yes', output: '--output' },
} as const;

/** Why these options do not go together with `--goal`, or without it. */
export function goalTrouble(
  command: keyof typeof ONLY,
  { options }: Pick<CommandInput, 'options'>,
): Problem | undefined {
  const isThere = options['goal'] !== undefined;
  const [, flag] =
    Object.entries(isThere ? ELSE : ONLY[command]).find(([name]) => options[name] !== undefined) ?? [];
  if (flag === undefined) return undefined;
  const [message, remedy] = isThere
    ? [`--goal and ${flag} exclude each other`, 'plan the goal first, then the file that it makes']
    : [`${flag} means nothing without --goal`, 'leave it out, or say what is to be reached: --goal "<text>"'];
  return problemOf('usage', { message, remedy });
}
