import { errorAt } from '../parse/located.ts';
import { agentEntries, type Rule, whereOf } from './rule.ts';

/** One way to start each agent, and no variable that is ours to set. */
export const agentsCanStart: Rule = (context) =>
  agentEntries(context.input).flatMap(([name, { preset, command, env }]) => [
    ...(preset !== undefined && command !== undefined
      ? [
          errorAt(whereOf(context, 'agents', name, 'preset'), 'conflicting-keys', {
            key: `agents.${name}.preset`,
            other: 'command',
          }),
        ]
      : []),
    ...Object.entries(env ?? {}).flatMap(([variable, value]) => {
      const where = whereOf(context, 'agents', name, 'env', variable);
      if (variable.startsWith('AGENTIC_')) return [errorAt(where, 'reserved-name', { name: variable })];
      return String(value).includes('\0') ? [errorAt(where, 'bad-command', { reason: 'nul' })] : [];
    }),
  ]);
