import { placeholdersIn } from '../../core/agents/fill-in-words.ts';
import { PRESETS, presetOfProgram } from '../../core/agents/presets.ts';
import type { Problem } from '../../core/model/problem.ts';
import { errorAt } from '../parse/located.ts';
import type { AgentInput } from '../schema/settings-schema.ts';
import { agentEntries, type ConfigRule, type RuleContext, whereOf } from './rule.ts';

/** One way to start each agent, something to add to for what is added, and no variable that is ours to set. */
export const agentsCanStart: ConfigRule = (context) =>
  agentEntries(context.input).flatMap(([name, agent]) => [
    ...startedTwice(context, name, agent),
    ...addedToNothing(context, name, agent),
    ...Object.entries(agent.env ?? {}).flatMap(([variable, value]) => {
      const where = whereOf(context, 'agents', name, 'env', variable);
      if (variable.startsWith('AGENTIC_')) return [errorAt(where, 'reserved-name', { name: variable })];
      return String(value).includes('\0') ? [errorAt(where, 'bad-command', { reason: 'nul' })] : [];
    }),
  ]);

function startedTwice(
  context: RuleContext,
  name: string,
  { preset, command }: AgentInput,
): readonly Problem[] {
  if (preset === undefined || command === undefined) return [];
  const where = whereOf(context, 'agents', name, 'preset');
  const [starts] = PRESETS[preset].argv;
  return [
    errorAt(where, 'conflicting-keys', { key: `agents.${name}.preset`, other: 'command', preset, starts }),
  ];
}

/** `args` and `model` that would be forgotten in silence. */
function addedToNothing(context: RuleContext, name: string, agent: AgentInput): readonly Problem[] {
  const problem = (
    key: 'args' | 'model' | 'prompt',
    why: 'no-command' | 'shell' | 'no-placeholder' | 'no-option',
  ) =>
    errorAt(whereOf(context, 'agents', name, key), 'key-without-effect', {
      key: `agents.${name}.${key}`,
      why,
    });
  const hasArgs = agent.args.length > 0;
  const hasModel = agent.model !== undefined;
  const { command } = agent;
  if (command === undefined) {
    const preset = agent.preset ?? presetOfProgram(name);
    if (preset === undefined)
      return [
        ...(hasArgs ? [problem('args', 'no-command')] : []),
        ...(hasModel ? [problem('model', 'no-command')] : []),
        ...(agent.prompt === undefined ? [] : [problem('prompt', 'no-command')]),
      ];
    return hasModel && PRESETS[preset].model === undefined ? [problem('model', 'no-option')] : [];
  }
  const words = [...(typeof command === 'string' ? [command] : command), ...agent.args];
  const hasPlace = words.some((word) => placeholdersIn(word).includes('model'));
  const missing = hasPlace && !hasModel && !agent.shell;
  return [
    ...(hasArgs && agent.shell ? [problem('args', 'shell')] : []),
    ...(hasModel && agent.shell ? [problem('model', 'shell')] : []),
    ...(hasModel && !agent.shell && !hasPlace ? [problem('model', 'no-placeholder')] : []),
    ...(missing
      ? [errorAt(whereOf(context, 'agents', name, 'command'), 'missing-key', { key: `agents.${name}.model` })]
      : []),
  ];
}
