import type { Plan } from '../../core/model/plan.ts';
import type { AgentSettings } from '../../core/model/settings.ts';
import { variablesFor } from '../../process/start/agent-environment.ts';
import type { AgentHides } from '../../report/run/hidden-variables.ts';

/** What each agent that has a task, or could get one, does not see of the user's environment. */
export function hiddenVariables(
  env: NodeJS.ProcessEnv,
  { agents, plan }: { readonly agents: readonly AgentSettings[]; readonly plan: Plan },
): readonly AgentHides[] {
  const startable = agents.filter(({ command }) => command !== undefined);
  const busy = startable.filter(({ id }) => plan.tasks.some(({ assigned }) => assigned === id));
  return (busy.length > 0 ? busy : startable).map((agent) => ({
    agent: agent.id,
    names: variablesFor(env, agent.passes).leftOut.filter((name) => !(name in agent.env)),
  }));
}
