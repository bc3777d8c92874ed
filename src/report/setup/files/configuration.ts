import type { WantedText } from '../../../core/setup/wanted-file.ts';

const CONFIGURATION = {
  path: '.agentic-planrc.yaml',
  in: 'checkout',
  kind: 'whole',
  comments: '#',
} as const;

export const configurationPlace = CONFIGURATION;

/** The configuration to begin with. `verify`: what tests the whole, where the manifests say. */
export function configurationFile(known: {
  readonly agents: readonly { readonly name: string; readonly preset: string }[];
  readonly verify: string | undefined;
}): WantedText {
  const agents = known.agents.map(({ name, preset }) => `  ${name}: { preset: ${preset} }\n`).join('');
  const none =
    '# agents:                       # none was found on PATH; for example\n#   claude: { preset: claude-code, at_once: 2 }\n';
  const verify =
    known.verify === undefined
      ? '# verify: npm test               # what tests the whole\n'
      : `verify: ${JSON.stringify(known.verify)}\n`;
  return {
    ...CONFIGURATION,
    body: `# Who works here, and what tests the whole. All keys: docs/configuration.md of agentic-plan
${agents === '' ? none : `agents:\n${agents}`}${verify}# Agents at work at the same time, and all minutes that a run may use.
limits: { agents: 3, minutes: 90 }
`,
  };
}

/** What a person has to do where no agent is at hand. */
export const NO_AGENT_TODO =
  'no agent was found on PATH: set one up all the same (agentic-plan init claude), or name yours in .agentic-planrc.yaml';
