import { fillInWords } from '../../core/agents/fill-in-words.ts';
import type { AgentCommand } from '../../core/model/task.ts';

/** A command as people would type it; for showing only, nothing executes it. */
export function commandText(command: AgentCommand): string {
  if ('shell' in command) return command.shell;
  return command.argv
    .map((arg) => (/^[\w@%+=:,./-]+$/.test(arg) ? arg : `'${arg.replaceAll("'", "'\\''")}'`))
    .join(' ');
}

/** The same of an agent's command: what is known before its task is in its place. */
export function agentCommandText(command: AgentCommand, model: string | undefined): string {
  if ('shell' in command) return command.shell;
  const known = { program: 'agentic-plan', ...(model === undefined ? {} : { model }) };
  const [file, ...args] = fillInWords(command.argv, known);
  return commandText({ argv: [file ?? '', ...args] });
}
