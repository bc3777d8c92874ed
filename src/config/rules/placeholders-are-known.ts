import { PLACEHOLDERS, placeholdersIn } from '../../core/agents/fill-in-words.ts';
import type { Problem } from '../../core/model/problem.ts';
import { errorAt, warningAt } from '../parse/located.ts';
import { nearest } from '../schema/nearest.ts';
import type { WrittenCommand } from './commands-are-usable.ts';
import { agentEntries, type ConfigRule, whereOf } from './rule.ts';

/** What a shell finds in the environment instead. */
const IN_A_SHELL: ReadonlyMap<string, string> = new Map([
  ['prompt_file', 'AGENTIC_PROMPT'],
  ['program', 'AGENTIC_PROGRAM'],
]);

/** A placeholder that nobody fills in would reach the agent as it is written, in each of its tasks. */
export const placeholdersAreKnown: ConfigRule = (context) =>
  agentEntries(context.input).flatMap(([name, { command, shell, args }]) => [
    ...(command === undefined
      ? []
      : checkPlaceholders({ command, shell, where: whereOf(context, 'agents', name, 'command') })),
    ...args.flatMap((word, index) =>
      checkPlaceholders({
        command: [word],
        shell: false,
        where: whereOf(context, 'agents', name, 'args', index),
      }),
    ),
  ]);

/** One command, also of a task. Braces mean something to a shell: only names of ours are spoken of there. */
export function checkPlaceholders({
  command,
  shell,
  where,
  known = PLACEHOLDERS,
}: WrittenCommand & { readonly known?: readonly string[] }): readonly Problem[] {
  const words = typeof command === 'string' ? [command] : command;
  // `${name}` is a variable, to a shell and to whoever expected one.
  const names = [...new Set(words.flatMap((word) => placeholdersIn(word.replaceAll('${', '$'))))];
  const unknown = names.filter((name) => !known.includes(name));
  if (shell)
    return names
      .filter((name) => known.includes(name))
      .map((name) => {
        const instead = IN_A_SHELL.get(name);
        return warningAt(where, 'placeholder-in-shell', {
          name: `{${name}}`,
          ...(instead === undefined ? {} : { instead }),
        });
      });
  return unknown.map((name) => {
    const near = nearest(name, known);
    return errorAt(where, 'unknown-placeholder', {
      name,
      known: known.map((one) => `{${one}}`),
      ...(near === undefined ? {} : { nearest: `{${near}}` }),
    });
  });
}
