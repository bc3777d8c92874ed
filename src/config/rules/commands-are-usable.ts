import type { Problem, Where } from '../../core/model/problem.ts';
import { errorAt, warningAt } from '../parse/located.ts';
import { splitCommand } from '../parse/split-command.ts';
import type { CommandValue } from '../schema/settings-schema.ts';
import { agentEntries, type ConfigRule, whereOf } from './rule.ts';

/** Command strings can be split, and those that look meant for a shell get a warning: none is used unless asked for. */
export const commandsAreUsable: ConfigRule = (context) => {
  const { input } = context;
  const agents = agentEntries(input).flatMap(([name, { command, shell }]) =>
    command === undefined
      ? []
      : checkCommand({ command, shell, where: whereOf(context, 'agents', name, 'command') }),
  );
  const named = (['verify', 'setup'] as const).flatMap((key) =>
    checkInput(input[key], whereOf(context, key)),
  );
  const regenerate = Object.entries(input.claims.regenerate ?? {}).flatMap(([glob, command]) =>
    checkInput(command, whereOf(context, 'claims', 'regenerate', glob)),
  );
  return [...agents, ...named, ...regenerate];
};

function checkInput(input: CommandValue | undefined, where: Where): readonly Problem[] {
  if (input === undefined) return [];
  if (typeof input === 'string' || Array.isArray(input))
    return checkCommand({ command: input, shell: false, where });
  return checkCommand({ ...input, where });
}

export interface WrittenCommand {
  readonly command: string | readonly string[];
  readonly shell: boolean;
  readonly where: Where;
}

/** One command, also of a task. */
export function checkCommand({ command, shell, where }: WrittenCommand): readonly Problem[] {
  const bad = (reason: string) => [errorAt(where, 'bad-command', { reason })];
  if (typeof command !== 'string') {
    if (shell) return bad('shell-with-list');
    return command.some((word) => word.includes('\0')) ? bad('nul') : [];
  }
  if (shell) return command.includes('\0') ? bad('nul') : [];
  const split = splitCommand(command);
  if (!split.ok) return bad(split.reason);
  return split.shellWords.length === 0 ? [] : [warningAt(where, 'shell-words', { words: split.shellWords })];
}
