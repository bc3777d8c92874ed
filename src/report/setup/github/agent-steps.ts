import type { Installed } from '../../../core/agents/presets/preset.ts';
import { ownStep } from './common-steps.ts';
import { taskInputs } from './task-inputs.ts';
import type { AgentInCi, WorkflowValues } from './workflow-values.ts';
import { expr } from './yaml-lines.ts';

/** For each agent how it is installed and how it works, with its own secret and nobody else's; one of them runs in a job. */
export const agentSteps = (values: WorkflowValues, wave: number): string =>
  [...values.agents.map((agent) => stepsOf(values, agent, wave)), VENDORS_OWN].join('\n');

function stepsOf(values: WorkflowValues, agent: AgentInCi, wave: number): string {
  const isIts = expr(`steps.begin.outputs.go == 'true' && matrix.agent == '${agent.name}'`);
  const secrets = [...(agent.secret === undefined ? [] : [agent.secret]), ...agent.more];
  const work = ownStep(values, {
    id: `work-${idOf(agent.name)}`,
    name: `Work of ${agent.name}`,
    when: isIts,
    env: secrets.map((name) => `${name}: ${expr(`secrets.${name}`)}`),
    with: taskInputs('work', wave),
  });
  return agent.install === undefined ? work : `${installStep(agent, agent.install, isIts)}\n${work}`;
}

const installStep = ({ name }: AgentInCi, installed: Installed, when: string): string =>
  [
    `- name: Install ${name}`,
    `  if: ${when}`,
    `  run: | # zizmor: ignore[adhoc-packages] its version is named; it is a tool of the job, in nobody's lock file`,
    ...installCommands(installed).map((line) => `    ${line}`),
  ].join('\n');

function installCommands({ from, name, version, afterInstall }: Installed): readonly string[] {
  if (from === 'pypi') return [`pipx install '${name}==${version}'`];
  const install = `npm install --global --ignore-scripts --no-audit --no-fund '${name}@${version}'`;
  return afterInstall === undefined
    ? [install]
    : [install, `node "$(npm root --global)/${name}/${afterInstall}"`];
}

/** Ids of steps have no dots. */
const idOf = (name: string): string => name.replaceAll('.', '_');

const VENDORS_OWN = `# A vendor's own action may do the work instead of a step above: it changes files of the checkout, and the next step
# collects them. Its commit, its inputs and its secret are yours to choose:
#   - if: steps.begin.outputs.go == 'true' && matrix.agent == 'claude'
#     uses: anthropics/claude-code-action@<commit>
#     with:
#       prompt: Do what the file \${{ steps.begin.outputs.prompt-file }} asks for. Change no other paths than those that it names.
#       anthropic_api_key: \${{ secrets.ANTHROPIC_API_KEY }}`;
