import type { CommandContext, CommandInput, ExitCode } from '../../command.ts';

/** What `plan` has for goals alone. */
const OF_GOALS = ['goal', 'fresh', 'with'] as const;

/** `plan`: what the change asks for, or what a goal does. Each is loaded where it is wanted. */
export async function runPlanOrGoal(context: CommandContext, input: CommandInput): Promise<ExitCode> {
  if (OF_GOALS.every((name) => input.options[name] === undefined))
    return (await import('./plan.ts')).runPlan(context, input);
  return (await import('../goal/plan-goal.ts')).planGoal(context, input);
}
