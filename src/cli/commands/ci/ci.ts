import { problemOf } from '../../../core/model/problem.ts';
import type { CommandContext, CommandInput, ExitCode } from '../../command.ts';
import { refuse } from '../../refuse.ts';
import { CI_STEPS } from './step-list.ts';

/** `ci <step>`: what the Action's command of that name does, for any CI. */
export async function runCi(context: CommandContext, input: CommandInput): Promise<ExitCode> {
  const [name = ''] = input.operands;
  const step = CI_STEPS.find((one) => one.name === name);
  const known = CI_STEPS.map((one) => one.name).join(', ');
  const message = step === undefined ? `ci has no step ${name}` : `ci ${name} is not built yet`;
  return refuse(context, [problemOf('usage', { message, remedy: `the steps are: ${known}` })]);
}
