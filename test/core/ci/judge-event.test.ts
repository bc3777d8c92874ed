import { expect, test } from 'vitest';
import { type EventFacts, judgeEvent } from '../../../src/core/ci/judge-event.ts';
import type { RepoPath } from '../../../src/core/model/ids.ts';

const usual: EventFacts = {
  name: 'pull_request',
  actor: 'ana',
  branch: 'fix/422',
  isFork: false,
  isOurCommit: false,
  changed: ['src/a.ts' as RepoPath],
  configuration: undefined,
};
const changed = (...paths: readonly string[]): Partial<EventFacts> => ({
  changed: paths as readonly RepoPath[],
});

test.each<[string, Partial<EventFacts>, string | undefined]>([
  ['a person', {}, undefined],
  ['a fork, whoever starts it', { isFork: true, name: 'workflow_dispatch' }, 'fork'],
  ['a bot of somebody', { actor: 'renovate[bot]' }, 'bot'],
  ['Dependabot', { actor: 'dependabot[bot]' }, 'bot'],
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
  ['tools of agents', changed('.mcp.json'), 'sensitive'],
  ['our configuration', changed('.agentic-planrc.yaml'), 'sensitive'],
  [
    'our configuration, where it stands',
    { ...changed('package.json'), configuration: 'package.json' },
    'sensitive',
  ],
  ['package.json of a team that has it elsewhere', changed('package.json'), undefined],
])('%s', (_who, facts, why) => {
  expect(judgeEvent({ ...usual, ...facts })?.why).toBe(why);
});
