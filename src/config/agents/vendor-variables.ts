import { PRESETS, type PresetName, presetNamed, presetOfProgram } from '../../core/agents/presets.ts';
import { programName } from '../../core/agents/program-name.ts';
import type { AgentCommand } from '../../core/model/task.ts';

/**
 * The variables of a well-known agent, which is known by its preset, by the program that its command starts, or by its
 * name; none for any other, which gets what its `pass` names.
 */
export function vendorVariables(agent: {
  readonly name: string;
  readonly preset?: string | undefined;
  readonly command?: AgentCommand | undefined;
}): readonly string[] {
  const known = knownPreset(agent);
  return known === undefined ? [] : PRESETS[known].variables;
}

/** The preset that is meant by an agent's own word for it, by its program, or by its name. */
export function knownPreset(agent: {
  readonly name: string;
  readonly preset?: string | undefined;
  readonly command?: AgentCommand | undefined;
}): PresetName | undefined {
  for (const name of [agent.preset, programOf(agent.command), agent.name]) {
    const known = presetOfProgram(name) ?? presetNamed(name);
    if (known !== undefined) return known;
  }
  return undefined;
}

/** Of a shell line its first word. */
function programOf(command: AgentCommand | undefined): string | undefined {
  if (command === undefined) return undefined;
  const first = 'shell' in command ? command.shell.trim().split(/\s/)[0] : command.argv[0];
  return first === undefined ? undefined : programName(first);
}
