import type { PlannedTask } from '../../../core/model/plan.ts';
import type { Problem } from '../../../core/model/problem.ts';
import type { PromptParts } from '../../../core/run/prompt-parts.ts';
import { openMembers } from '../../../core/run/recognise-batches.ts';
import type { AgentExchange } from '../../ports/exchange.ts';
import { commandText } from '../command-text.ts';
import type { With } from '../run-context.ts';
import { taskOf } from '../run-ground.ts';

/** What an agent is told about its task, wherever it works. */
export function promptParts(
  context: With<'claims' | 'growth' | 'handoffs' | 'known' | 'plan' | 'settings' | 'tries'>,
  how: {
    readonly task: PlannedTask;
    readonly again: Problem | undefined;
    readonly exchange: Pick<AgentExchange, 'outputFile'>;
  },
): Omit<PromptParts, 'program' | 'fromTeam' | 'exchange'> {
  const { task, again, exchange } = how;
  const { verify } = context.settings;
  const met = context.tries.met(task.id);
  const members = openMembers(task, context.known);
  return {
    task: members === undefined ? task : { ...task, members },
    paths: context.claims.of(task.id)?.held.record.paths ?? [],
    handoffs: task.dependsOn.flatMap(({ on }) => {
      const handoff = context.handoffs.of(on);
      return handoff === undefined ? [] : [{ task: on, title: taskOf(context, on).title, handoff }];
    }),
    ...(again === undefined ? {} : { again }),
    ...(met === undefined ? {} : { met }),
    ...(verify === undefined ? {} : { verify: commandText(verify) }),
    outputs: context.growth.wantedOf(task.id),
    outputFile: exchange.outputFile,
  };
}
