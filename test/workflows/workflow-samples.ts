import { PRESETS } from '../../src/core/agents/presets.ts';
import { workflowText } from '../../src/report/setup/github/workflow-text.ts';
import type { AgentInCi, WorkflowValues } from '../../src/report/setup/github/workflow-values.ts';

const VALUES: WorkflowValues = {
  action: {
    action: 'agentic-plan/agentic-plan',
    commit: '0123456789abcdef0123456789abcdef01234567',
    tag: 'v0.1.0',
  },
  waves: 3,
  agents: [{ name: 'own', more: ['OWN_KEY'] }],
  atOnce: 3,
  workMinutes: 75,
};

/** One of each preset, and one of the team's own. */
const AGENTS: readonly AgentInCi[] = [
  ...Object.entries(PRESETS).map(([name, { install, secret }]) => ({
    name,
    secret,
    more: [],
    ...(install === undefined ? {} : { install }),
  })),
  { name: 'own.agent', more: ['OWN_KEY', 'OTHER_KEY'] },
];

/** What `init` writes: for every preset, for one agent, with few and with many waves. */
export const WORKFLOWS: Readonly<Record<string, string>> = {
  'every-preset': workflowText({ ...VALUES, agents: AGENTS }),
  'one-agent': workflowText(VALUES),
  'one-wave': workflowText({ ...VALUES, waves: 1 }),
  'nine-waves': workflowText({ ...VALUES, waves: 9 }),
};
