import type { AgentCommand } from '../../core/model/task.ts';

/** A command as people would type it; for showing only, nothing executes it. */
export function commandText(command: AgentCommand): string {
  if ('shell' in command) return command.shell;
  return command.argv
    .map((arg) => (/^[\w@%+=:,./-]+$/.test(arg) ? arg : `'${arg.replaceAll("'", "'\\''")}'`))
    .join(' ');
}
