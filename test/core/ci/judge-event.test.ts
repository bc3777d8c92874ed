import { expect, test } from 'vitest';
import { PRESETS } from '../../../src/core/agents/presets.ts';
import { type EventFacts, judgeEvent } from '../../../src/core/ci/judge-event.ts';
import type { RepoPath } from '../../../src/core/model/ids.ts';

const usual: EventFacts = {
  name: 'pull_request',
  actor: 'ana',
  isBot: false,
  goesOn: false,
  branch: 'fix/422',
  isFork: false,
  isOurCommit: false,
  changed: ['src/a.ts' as RepoPath],
  configuration: [],
};
const changed = (...paths: readonly string[]): Partial<EventFacts> => ({
  changed: paths as readonly RepoPath[],
});

const OURS = { actor: 'github-actions[bot]', isBot: true } as const;

test.each<[string, Partial<EventFacts>, string | undefined]>([
  ['a person', {}, undefined],
  ['a fork, whoever starts it', { isFork: true, name: 'workflow_dispatch' }, 'fork'],
  ['a bot of somebody', { actor: 'renovate[bot]' }, 'bot'],
  ['Dependabot', { actor: 'dependabot[bot]' }, 'bot'],
  ['a bot whose name does not show it', { actor: 'Copilot', isBot: true }, 'bot'],
  ['a bot that starts the workflow by hand', { actor: 'renovate[bot]', name: 'workflow_dispatch' }, 'bot'],
  ['a bot that goes on with a run', { actor: 'x[bot]', name: 'workflow_dispatch', goesOn: true }, 'bot'],
  ['a person by hand', { name: 'workflow_dispatch' }, undefined],
  ['a person by hand on our branch', { name: 'workflow_dispatch', branch: 'agentic/main' }, undefined],
  [
    'our own workflow, which goes on with a run',
    { ...OURS, name: 'workflow_dispatch', goesOn: true, ...changed('.github/x') },
    undefined,
  ],
  [
    'our own token, which starts something new on settings that nobody has seen',
    { ...OURS, name: 'workflow_dispatch', ...changed('.github/x') },
    'sensitive',
  ],
  ['the workflow itself', { actor: 'github-actions[bot]' }, undefined],
  [
    'a person who has looked at it',
    { name: 'workflow_dispatch', ...changed('.github/workflows/x.yml') },
    undefined,
  ],
  ['our branch', { name: 'push', branch: 'agentic/main' }, 'own'],
  ['our commit, pushed by an App', { isOurCommit: true }, 'own'],
  ['a branch that only begins alike', { branch: 'agentic-plan' }, undefined],
  ['a workflow', changed('.github/workflows/ci.yml'), 'sensitive'],
  ['a workflow in other letters', changed('.GITHUB/workflows/ci.yml'), 'sensitive'],
  ['an agent’s settings', changed('pkg/.claude/settings.json'), 'sensitive'],
  ['what agents read first', changed('web/AGENTS.md'), 'sensitive'],
  ['where large files go', changed('.lfsconfig'), 'sensitive'],
  ['tools of agents', changed('.mcp.json'), 'sensitive'],
  ['our configuration', changed('.agentic-planrc.yaml'), 'sensitive'],
  ['our configuration without an ending', changed('.agentic-planrc'), 'sensitive'],
  [
    'the text of a prompt that it names',
    { ...changed('docs/prompt.md'), configuration: ['docs/prompt.md'] },
    'sensitive',
  ],
  ['a folder of settings that has become a link', changed('pkg/.claude'), 'sensitive'],
  ['personas', changed('agents/scrum_master/persona_rules.yaml'), 'sensitive'],
  [
    'a file that only ends alike',
    changed('docs/NOT-AGENTS.md', 'my.github/x', 'x.claude/y', 'a.mcp.json'),
    undefined,
  ],
  ['a folder that only begins alike', changed('.githubs/x', '.claude-notes/y', '.env.example'), undefined],
  [
    'our configuration, where it stands',
    { ...changed('package.json'), configuration: ['package.json'] },
    'sensitive',
  ],
  ['package.json of a team that has it elsewhere', changed('package.json'), undefined],
])('%s', (_who, facts, why) => {
  expect(judgeEvent({ ...usual, ...facts })?.why).toBe(why);
});

test.each(Object.entries(PRESETS))(
  'what %s reads of a repository is looked at by a person first',
  (_name, { reads }) => {
    expect(reads.length).toBeGreaterThan(0);
    for (const name of reads) {
      const path = name.endsWith('/') ? `web/${name.toUpperCase()}deep/x` : `web/${name}`;
      expect(judgeEvent({ ...usual, ...changed(path) }), name).toEqual({ why: 'sensitive', paths: [path] });
    }
  },
);
