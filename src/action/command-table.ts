import { CI_STEPS } from '../cli/commands/ci/step-list.ts';
import type { ActionCommand } from './action-command.ts';

/** The input `command` → what it does, loaded when it is asked for. */
export const ACTION_COMMANDS: ReadonlyMap<string, () => Promise<ActionCommand>> = new Map([
  ['check', async () => (await import('./check-command.ts')).checkCommand],
  ['plan', async () => (await import('./plan-command.ts')).planCommand],
  ...CI_STEPS.filter(({ name }) => name !== 'plan').map(
    ({ name }): [string, () => Promise<ActionCommand>] => [
      name,
      async () => (await import('./step-command.ts')).stepCommand(name),
    ],
  ),
]);
